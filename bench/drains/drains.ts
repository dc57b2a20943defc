// What it costs to have ClickHouse consume Kafka by itself (`DRAIN=clickhouse`) instead of Millrace's own drain: the same rows
// through either, in turns, on services of the bench's own. Prints every run, then medians.
import { drainKinds, type DrainKind } from '@millrace/engine/drain/drain-kind.ts'
import { reportFailure } from '@millrace/engine/cli/exit-code.ts'
import { parseRowCount } from '@millrace/engine/seed/parse-row-count.ts'
import { parseSeedOptions } from '@millrace/engine/seed/seed-options.ts'
import { acquireKafka } from '@millrace/engine/services/kafka/acquire-kafka.ts'
import { pageEvents } from '@millrace/schemas/datasets/page-events.ts'
import { freshTables } from '../end-to-end/fresh-tables.ts'
import { openArena } from '../end-to-end/open-arena.ts'
import { rotated } from '../end-to-end/rotated.ts'
import { runSeed } from '../end-to-end/run-seed.ts'
import { ServiceCpuMeter, type ServiceCpu } from '../measure/service-cpu-meter.ts'
import { spreadOf } from '../measure/spread.ts'

interface DrainRun {
  readonly drain: DrainKind
  readonly rowsPerSecond: number
  /** CPU-seconds per million rows. */
  readonly cpu: Readonly<Record<'program' | keyof ServiceCpu, number>>
}

const { env } = process

try {
  const { format } = parseSeedOptions(env['FORMAT'] === undefined ? {} : { FORMAT: env['FORMAT'] })
  const rowCount = parseRowCount('ROWS', env['ROWS'] ?? '2e6')
  const rounds = parseRowCount('ROUNDS', env['ROUNDS'] ?? '3')
  const opened = await openArena({ dataset: pageEvents, rows: rowCount, notify: () => undefined })
  const { arena } = opened
  const kafka = await acquireKafka({ dataDir: arena.config.DATA_DIR })
  const meter = new ServiceCpuMeter(arena.config.DATA_DIR)
  const runs: DrainRun[] = []
  try {
    for (let round = 0; round < rounds; round++) {
      for (const drain of rotated(drainKinds, round, rounds)) {
        await freshTables(arena)
        const before = meter.read()
        const settings = { staging: 'kafka', rows: rowCount, format, drain } as const
        const { seconds, programCpuSeconds } = await runSeed(arena, settings, new AbortController().signal)
        const after = meter.read()
        const perMillion = (cpuSeconds: number): number => (cpuSeconds / rowCount) * 1e6
        const cpu = {
          program: perMillion(programCpuSeconds),
          clickhouse: perMillion(after.clickhouse - before.clickhouse),
          kafka: perMillion(after.kafka - before.kafka),
        }
        const run = { drain, rowsPerSecond: rowCount / seconds, cpu }
        runs.push(run)
        print(drain, [run])
      }
    }
    console.log(`medians of ${rounds}, ${rowCount} rows as ${format}`)
    for (const drain of drainKinds)
      print(
        drain,
        runs.filter((run) => run.drain === drain),
      )
  } finally {
    await kafka.release()
    await opened.close()
  }
} catch (error) {
  process.exitCode = reportFailure(error, (text) => process.stderr.write(text))
}

function print(drain: DrainKind, runs: readonly DrainRun[]): void {
  const median = (valueOf: (run: DrainRun) => number): number => spreadOf(runs.map(valueOf)).median
  const cpu = (part: keyof DrainRun['cpu']): string => `${part} ${median((run) => run.cpu[part]).toFixed(2)}`
  console.log(
    `DRAIN=${drain.padEnd(10)} ${(median((run) => run.rowsPerSecond) / 1e6).toFixed(3)} M rows/s · ` +
      `CPU-seconds per million rows: ${cpu('program')}, ${cpu('clickhouse')}, ${cpu('kafka')}`,
  )
}
