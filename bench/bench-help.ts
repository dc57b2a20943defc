// What `--help` says: what the bench is, and every variable it is asked by.
import { benchVariables } from './bench-options.ts'

export function benchHelp(): string {
  const variables = Object.entries(benchVariables).map(([name, description]) => `  ${name.padEnd(12)} ${description}`)
  return [
    'make bench [NAME=value …]',
    '',
    'Measures the stages of a row, limits, Millrace and its peers end to end, and what settings do; prints what it finds and',
    'writes a report. ClickHouse and Kafka are its own, in a temporary folder (TMPDIR): your configuration and data are not',
    'touched. Ctrl-C ends it; what was measured so far has been printed then.',
    '',
    ...variables,
    '',
  ].join('\n')
}
