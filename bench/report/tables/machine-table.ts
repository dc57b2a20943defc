// The machine, what ran on it, and what else it was doing.
import type { BenchReport } from '../bench-report.ts'
import { tableOf, type Table } from './table.ts'

export function machineTable({ machine, revision, command, rows, rounds, dataset, seconds }: BenchReport): Table {
  const { cpu, cores, memoryBytes, system, loadBefore, versions } = machine
  return tableOf(
    ['what', 'here'],
    [],
    [
      ['processor', `${cpu}, ${cores} ${cores === 1 ? 'core' : 'cores'}`],
      ['memory', `${(memoryBytes / 2 ** 30).toFixed(1)} GiB`],
      ['system', system],
      ['load in the minute before', loadBefore.toFixed(2)],
      ...Object.entries(versions),
      ['Millrace', revision === '' ? 'revision unknown' : revision],
      ['command', command],
      [
        'measured',
        `${rows.toLocaleString('en-US')} rows of ${dataset}, ${rounds} rounds, ${Math.round(seconds)} s in all`,
      ],
    ],
  )
}
