// What was found, in three sentences: how fast, what bounds it, how that stands against the peers.
import type { BenchReport, RunResult } from './bench-report.ts'
import { cpuTotal } from './cpu-total.ts'
import { fastestFirst } from './fastest-first.ts'
import { shortName } from './short-name.ts'
import { formatFactor, formatMillions, formatRange, formatRatio, threeDigits } from './format-number.ts'

/** With less of the cores in use, CPU is not what is short. */
const busyShareMin = 0.75

/** One sentence each; what was not measured is said to be so. */
export function findings(report: BenchReport): [speed: string, bound: string, peers: string] {
  const [fastest] = fastestFirst(report.runs, 'seed')
  if (fastest === undefined) return ['Millrace itself was not measured end to end.', slowestStage(report), noPeers]
  return [speedSentence(fastest), boundSentence(fastest, report), peersSentence(fastest, report.runs)]
}

const noPeers = 'No peer was compared.'

function speedSentence({ title, rowsPerSecond, ratioToLimit, ratioToServer }: RunResult): string {
  const range = formatRange(rowsPerSecond, formatMillions)
  const shares = [
    ...(ratioToLimit === undefined
      ? []
      : [`${formatRatio(ratioToLimit.median)} of what the server takes of the same frames when they are ready-made`]),
    ...(ratioToServer === undefined ? [] : [`${formatRatio(ratioToServer.median)} of its own INSERT SELECT`]),
  ]
  const rate = `${formatMillions(rowsPerSecond.median)} M rows/s${range === '' ? '' : ` (${range})`}`
  return `Fastest end to end is “${title}” with ${[rate, shares.join(' and ')].filter((part) => part !== '').join(': ')}.`
}

function boundSentence(run: RunResult, { machine }: BenchReport): string {
  const cpu = run.cpuSecondsPerMillionRows
  if (cpu === undefined) return 'What bounds it is not known: CPU was not measured.'
  const parts = [
    { name: 'ClickHouse', seconds: cpu.clickhouse.median },
    { name: 'Millrace', seconds: cpu.program.median },
    { name: 'Kafka', seconds: cpu.kafka.median },
  ].sort((a, b) => b.seconds - a.seconds)
  const total = cpuTotal(cpu)
  const [most] = parts
  if (most === undefined || total === 0) return 'What bounds it is not known: no CPU time was seen.'
  const coresBusy = (total * run.rowsPerSecond.median) / 1e6
  const share = `${threeDigits(most.seconds)} of ${threeDigits(total)} CPU-seconds per million rows (${Math.round((100 * most.seconds) / total)}\u00a0%)`
  const cores = `${coresBusy.toFixed(1)} of ${machine.cores} cores were busy`
  if (coresBusy >= busyShareMin * machine.cores) return `${most.name} bounds the whole: it uses ${share}, and ${cores}.`
  return `${most.name} uses most, ${share}, but only ${cores}: something waits, for the disk, a lock or an answer.`
}

function peersSentence(fastest: RunResult, runs: readonly RunResult[]): string {
  const peers = fastestFirst(runs, 'peer').map(
    (peer) => `${formatFactor(fastest.rowsPerSecond.median / peer.rowsPerSecond.median)}\u00a0× ${shortName(peer)}`,
  )
  return peers.length === 0 ? noPeers : `That is ${listed(peers)}.`
}

function slowestStage({ stages }: BenchReport): string {
  const slowest = stages.toSorted((a, b) => a.rowsPerSecond.median - b.rowsPerSecond.median).at(0)
  if (slowest === undefined) return 'What bounds it is not known.'
  const { stage, variant, rowsPerSecond } = slowest
  return `The slowest stage is ${stage} (${variant}) with ${formatMillions(rowsPerSecond.median)} M rows/s.`
}

function listed(parts: readonly string[]): string {
  const last = parts.at(-1) ?? ''
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`
}
