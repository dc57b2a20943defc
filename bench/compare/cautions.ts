// Why two reports may not be comparable: other machines, other versions, other data, a machine that was busy.
import type { BenchReport } from '../report/bench-report.ts'

/** What memory and arithmetic allow may differ by so much between two days of one machine. */
const paceShareMax = 0.1

/** More than this much for each core, and others were using it. */
const loadShareMax = 0.5

export function cautions(before: BenchReport, after: BenchReport): string[] {
  const [a, b] = [before.machine, after.machine]
  const differing = (what: string, one: string | number, other: string | number): string[] =>
    one === other ? [] : [`${what}: ${one} in A, ${other} in B`]
  const versions = [...new Set([...Object.keys(a.versions), ...Object.keys(b.versions)])]
  const machine = [
    ...differing('processor', a.cpu, b.cpu),
    ...differing('cores', a.cores, b.cores),
    ...differing('memory', gibibytes(a.memoryBytes), gibibytes(b.memoryBytes)),
    ...differing('system', a.system, b.system),
  ]
  return [
    ...(machine.length === 0 ? [] : [`the machines differ, compare shares and not rates: ${machine.join('; ')}`]),
    ...versions.flatMap((name) =>
      differing(`version of ${name}`, a.versions[name] ?? 'none', b.versions[name] ?? 'none'),
    ),
    ...pace(before, after),
    ...differing('dataset', before.dataset, after.dataset),
    ...differing('rows', before.rows, after.rows),
    ...busy('A', before),
    ...busy('B', after),
  ]
}

/** Bounds are none of our own work: when they have moved, it is the machine that has. */
function pace(before: BenchReport, after: BenchReport): string[] {
  const bounds = ({ stages }: BenchReport) => stages.filter(({ stage }) => stage === 'bound')
  const logs = bounds(before).flatMap(({ variant, rowsPerSecond }) => {
    const other = bounds(after).find((stage) => stage.variant === variant)
    return other === undefined ? [] : [Math.log(other.rowsPerSecond.median / rowsPerSecond.median)]
  })
  if (logs.length === 0) return []
  const factor = Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length)
  if (Math.abs(Math.log(factor)) < Math.log(1 + paceShareMax)) return []
  return [`the machine was ${factor.toFixed(2)} times as fast in B (by the bounds), compare shares and not rates`]
}

/** Machines that are alike may differ by what the kernel keeps for itself. */
function gibibytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 30)} GiB`
}

function busy(name: string, { machine }: BenchReport): string[] {
  if (machine.loadBefore <= loadShareMax * machine.cores) return []
  return [`the machine of ${name} was busy before: load ${machine.loadBefore.toFixed(2)} on ${machine.cores} cores`]
}
