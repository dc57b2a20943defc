// `millrace seed`: the main job, its progress, its report.
import { Command, Option } from 'commander'
import { configOfTable } from '../config/config-of-table.ts'
import type { Config } from '../config/config.ts'
import { isMillraceError } from '../errors/millrace-error.ts'
import { formatCount, formatDuration, formatProgress, formatRate } from '../progress/format-progress.ts'
import { ProgressDisplay } from '../progress/progress-display.ts'
import { seed } from '../seed/seed.ts'
import { parseSeedOptions, type RawSeedOptions, type SeedOptions } from '../seed/seed-options.ts'
import type { SeedReport } from '../seed/seed-report.ts'
import type { SeedObserver, SeedResult } from '../seed/seed-run.ts'
import { exitCodes } from './exit-code.ts'
import { interruptible } from './interruptible.ts'
import { isSet, withJsonOption } from './common-options.ts'

interface SeedFlags {
  readonly rows?: string
  readonly seed?: string
  readonly batchRows?: string
  readonly workers?: string
  readonly format?: string
  readonly staging?: string
  readonly dataset?: string
  readonly table?: string
  readonly range?: string
  readonly days?: string
  readonly anchor?: string
  readonly json?: boolean
}

const flags: readonly (readonly [flag: string, variable: string, description: string])[] = [
  [
    '--rows <n>',
    'ROWS',
    'rows the table is to have: 1e9, 250_000, 10M (default: the rows of the run begun before, or 1e6)',
  ],
  ['--seed <text>', 'SEED', 'decides every value (default: 1)'],
  ['--batch-rows <n>', 'BATCH_ROWS', 'rows of one insert, up to 1e6 (default: up to 400,000, fewer of wide tables)'],
  [
    '--workers <n>',
    'WORKERS',
    'worker threads (default: half the cores; one a core when ClickHouse has its own, at CLICKHOUSE_URL)',
  ],
  ['--format <name>', 'FORMAT', 'rowbinary or native (default: native, which ClickHouse reads cheapest)'],
  ['--dataset <name|path>', 'DATASET', 'what to make: a dataset of ours, or a file (default: page_events)'],
  ['--table <db.table>', 'TABLE', 'a table that is there already: fills it with what fits its columns'],
  ['--range <i/n>', 'RANGE', "this machine's share of the batches: 0/2 here and 1/2 there"],
  ['--days <n>', 'DAYS', 'days that the times span (default: 30)'],
  ['--anchor <time>', 'ANCHOR', 'when the times end, ISO 8601 (default: now)'],
]

export function seedCommand(readConfig: (staging?: string) => Config, setExitCode: (code: number) => void): Command {
  const command = new Command('seed').description(
    'generate rows and put each into ClickHouse exactly once; run it again to go on',
  )
  for (const [flag, variable, description] of flags) command.addOption(new Option(flag, description).env(variable))
  command.addOption(
    new Option('--staging <kind>', 'auto, kafka, spool, or none (straight from the workers)').env('STAGING'),
  )
  return withJsonOption(command).action(async (given: SeedFlags) => {
    setExitCode(await runSeed(given, readConfig(given.staging)))
  })
}

async function runSeed(given: SeedFlags, configGiven: Config): Promise<number> {
  const raw: RawSeedOptions = dropUndefined({
    ROWS: given.rows,
    SEED: given.seed,
    BATCH_ROWS: given.batchRows,
    WORKERS: given.workers,
    FORMAT: given.format,
    DATASET: given.dataset,
    TABLE: given.table,
    RANGE: given.range,
    DAYS: given.days,
    ANCHOR: given.anchor,
  })
  const { options, config } = optionsOf(raw, configGiven)
  const display = new ProgressDisplay(process.stderr, process.env)
  const interrupt = interruptible((message) => display.notify(message))
  const resume = resumeCommand(raw, given.staging)
  try {
    const result = await seed(config, options, observe(display), interrupt.signal)
    display.stop()
    return finish(result, display, resume, isSet(given.json, 'JSON'))
  } catch (error) {
    display.stop()
    if (!isMillraceError(error, 'CONFIG')) display.notify(`To go on from here: ${resume}`)
    if (interrupt.signal.aborted && isMillraceError(error) && error.canRetry) return exitCodes.interrupted
    throw error
  } finally {
    display.stop()
    interrupt.release()
  }
}

function optionsOf(raw: RawSeedOptions, config: Config): { options: SeedOptions; config: Config } {
  const options = parseSeedOptions(raw)
  if (!('table' in options.target)) return { options, config }
  const named = configOfTable(config, options.target.table)
  return { options: { ...options, target: { table: named.table } }, config: named.config }
}

function observe(display: ProgressDisplay): SeedObserver {
  return {
    notify: (message) => display.notify(message),
    onStart(counters, share, monitor) {
      const startedAtMs = performance.now()
      display.start(() =>
        formatProgress({
          rowsIn: counters.rowsAlreadyIn + counters.rowsDone,
          rowsTotal: share.rowCount,
          rowsPerSecondNow: monitor.reading.rowsDonePerSecond,
          rowsPerSecondMean: (counters.rowsDone / (performance.now() - startedAtMs)) * 1000,
          lagBlocks: monitor.reading.lagBlocks,
          insertsInFlight: counters.insertsInFlight,
          retries: counters.insertRetries + counters.stagingRetries,
          deadLetters: counters.blocksDeadLettered,
        }),
      )
    },
  }
}

function finish({ report, isComplete }: SeedResult, display: ProgressDisplay, resume: string, asJson: boolean): number {
  display.notify(summary(report, isComplete))
  if (report.batchesDeadLettered > 0) {
    const again = report.drain === 'clickhouse' ? 'the same make seed' : 'make dead-letters REPLAY=1'
    display.notify(`Some batches were refused. See why: make dead-letters · try them again: ${again}`)
  }
  if (!isComplete) display.notify(`To go on from here: ${resume}`)
  if (asJson) process.stdout.write(`${JSON.stringify(report)}\n`)
  if (!isComplete) return exitCodes.interrupted
  return report.batchesDeadLettered > 0 ? exitCodes.failed : exitCodes.done
}

function summary(report: SeedReport, isComplete: boolean): string {
  const { dataset, rows, rowsInserted, rowsAlreadyIn, seconds, insertLatencyMs } = report
  if (rowsAlreadyIn === rows)
    return `${dataset} is already complete: all ${formatCount(rows)} rows are in, nothing was added.`
  return [
    `${isComplete ? 'done' : 'interrupted'}: ${formatCount(rowsInserted)} rows inserted in ${formatDuration(seconds)} (${formatRate(report.rowsPerSecond)})`,
    ...(rowsAlreadyIn > 0 ? [`${formatCount(rowsAlreadyIn)} were in before`] : []),
    report.drain === 'clickhouse'
      ? 'by ClickHouse itself, at least once'
      : `insert p50 ${insertLatencyMs.p50} ms, p99 ${insertLatencyMs.p99} ms`,
    `${report.insertRetries} retries`,
    ...(report.blocksPassedOver > 0
      ? [`${report.blocksPassedOver} staged blocks passed over that nobody needs any more`]
      : []),
    `peak memory ${formatCount(Math.round(report.peakRssBytes / 1024 ** 2))} MiB`,
  ].join(' · ')
}

function resumeCommand(raw: RawSeedOptions, staging: string | undefined): string {
  const given = Object.entries({ ...raw, ...(staging === undefined ? {} : { STAGING: staging }) })
  return ['make seed', ...given.map(([name, value]) => `${name}=${value}`)].join(' ')
}

function dropUndefined<Value extends object>(value: Value): { [Key in keyof Value]: Exclude<Value[Key], undefined> } {
  // What is left after the filter has no undefined in it.
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined && each !== '')) as {
    [Key in keyof Value]: Exclude<Value[Key], undefined>
  }
}
