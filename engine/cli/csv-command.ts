// `millrace csv`: the rows of a dataset as files, its progress, its report.
import { Command, Option } from 'commander'
import type { Config } from '../config/config.ts'
import { isMillraceError } from '../errors/millrace-error.ts'
import { thisMachine } from '../machine/this-machine.ts'
import { formatCount, formatDuration, formatRate } from '../progress/format-progress.ts'
import { ProgressDisplay } from '../progress/progress-display.ts'
import { RateWindow } from '../progress/rate-window.ts'
import { makeShards, type ShardsObserver, type ShardsResult } from '../shards/make-shards.ts'
import { parseShardOptions, type RawShardOptions } from '../shards/shard-options.ts'
import type { ShardsReport } from '../shards/shards-report.ts'
import { formatBytes } from '../sizing/format-size.ts'
import { isSet, withJsonOption } from './common-options.ts'
import { exitCodes } from './exit-code.ts'
import { givenVariables, makeCommand, type CommandVariable } from './given-variables.ts'
import { interruptible } from './interruptible.ts'

const variables: readonly CommandVariable<keyof RawShardOptions>[] = [
  ['OUT', '--out <folder>', 'folder of the files; made if it is not there'],
  ['ROWS', '--rows <n>', 'rows of all files together: 1e9, 250_000, 10M (default: 1e6)'],
  ['SHARDS', '--shards <n>', 'number of files (default: 4)'],
  ['FORMAT', '--format <name>', 'csv, native or parquet (default: csv)'],
  ['COMPRESSION', '--compression <name>', 'none, lz4, gz or zst (default: none)'],
  ['HEADER', '--header <0|1>', 'whether CSV starts with the names of the columns (default: 1)'],
  ['DATASET', '--dataset <name|path>', 'what to make: a dataset of ours, or a file (default: page_events)'],
  ['SEED', '--seed <text>', 'decides every value (default: 1)'],
  ['BATCH_ROWS', '--batch-rows <n>', 'rows made at a time, which decide values too (default: as for make seed)'],
  ['DAYS', '--days <n>', 'days that the times span (default: 30)'],
  ['ANCHOR', '--anchor <time>', 'when the times end, ISO 8601 (default: now)'],
  ['WORKERS', '--workers <n>', 'worker threads (default: one a core)'],
]

export function csvCommand(readConfig: () => Config, setExitCode: (code: number) => void): Command {
  const command = new Command('csv').description(
    'write the rows that seed would insert into files; run it again to make what is missing',
  )
  for (const [variable, flag, description] of variables) command.addOption(new Option(flag, description).env(variable))
  return withJsonOption(command).action(async (given: Record<string, unknown>) => {
    setExitCode(
      await runCsv(readConfig(), givenVariables(variables, given), isSet(given['json'] === true || undefined, 'JSON')),
    )
  })
}

async function runCsv(config: Config, raw: RawShardOptions, asJson: boolean): Promise<number> {
  const options = parseShardOptions(raw)
  const display = new ProgressDisplay(process.stderr, process.env)
  const interrupt = interruptible((message) => display.notify(message))
  const resume = makeCommand('csv', raw)
  try {
    const { signal } = interrupt
    const result = await makeShards(options, { config, machine: thisMachine, observer: observe(display), signal })
    display.stop()
    return finish(result, display, resume, asJson)
  } catch (error) {
    display.stop()
    if (!isMillraceError(error, 'CONFIG')) display.notify(`To go on from here: ${resume}`)
    throw error
  } finally {
    display.stop()
    interrupt.release()
  }
}

function observe(display: ProgressDisplay): ShardsObserver {
  return {
    notify: (message) => display.notify(message),
    onStart(plan, counters) {
      const startedAtMs = performance.now()
      const window = new RateWindow()
      window.add(startedAtMs, counters.rowsAlreadyThere)
      display.start(() => {
        const nowMs = performance.now()
        const rows = counters.rowsAlreadyThere + counters.rowsMade
        const mean = (counters.rowsMade / (nowMs - startedAtMs)) * 1000
        return [
          `${formatCount(rows)} of ${formatCount(plan.rows)} rows`,
          `${((100 * rows) / plan.rows).toFixed(1)} %`,
          `${formatRate(window.add(nowMs, rows))} now, ${formatRate(mean)} mean`,
          mean > 0 ? `ETA ${formatDuration((plan.rows - rows) / mean)}` : 'ETA –',
          `${counters.shardsWritten} files done`,
        ].join(' · ')
      })
    },
  }
}

function finish(
  { report, isComplete }: ShardsResult,
  display: ProgressDisplay,
  resume: string,
  asJson: boolean,
): number {
  display.notify(summary(report, isComplete))
  if (!isComplete) display.notify(`To go on from here: ${resume}`)
  if (asJson) process.stdout.write(`${JSON.stringify(report)}\n`)
  return isComplete ? exitCodes.done : exitCodes.interrupted
}

function summary(report: ShardsReport, isComplete: boolean): string {
  const { out, rows, rowsWritten, rowsAlreadyThere, shardsWritten, seconds } = report
  if (rowsAlreadyThere === rows) return `${out} is already complete: all ${formatCount(rows)} rows are there.`
  return [
    `${isComplete ? 'done' : 'interrupted'}: ${formatCount(rowsWritten)} rows in ${shardsWritten} files in ${out}, ${formatDuration(seconds)} (${formatRate(report.rowsPerSecond)})`,
    ...(rowsAlreadyThere > 0 ? [`${formatCount(rowsAlreadyThere)} were there before`] : []),
    formatBytes(report.bytes.written),
    `anchor ${report.anchor}`,
  ].join(' · ')
}
