// `millrace load`: files into a table, its progress, its report.
import { Command, Option } from 'commander'
import type { Config } from '../config/config.ts'
import { isMillraceError } from '../errors/millrace-error.ts'
import { loadFiles, type LoadObserver, type LoadResult } from '../load/load-files.ts'
import { parseLoadOptions, type RawLoadOptions } from '../load/load-options.ts'
import type { FileFailure, LoadReport } from '../load/load-report.ts'
import { formatCount, formatDuration, formatRate } from '../progress/format-progress.ts'
import { ProgressDisplay } from '../progress/progress-display.ts'
import { RateWindow } from '../progress/rate-window.ts'
import { isSet, withJsonOption } from './common-options.ts'
import { exitCodes } from './exit-code.ts'
import { givenVariables, makeCommand, type CommandVariable } from './given-variables.ts'
import { interruptible } from './interruptible.ts'

const variables: readonly CommandVariable<keyof RawLoadOptions>[] = [
  ['FILES', '--files <patterns>', 'paths or patterns, separated by blanks; .lz4, .gz, .zst or plain'],
  ['TABLE', '--table <name>', 'table or database.table that is there, or a dataset (default: page_events)'],
  ['FORMAT', '--format <name>', 'csv, jsoneachrow, native or parquet (default: as the name of each file says)'],
  ['HEADER', '--header <0|1>', 'whether CSV starts with the names of columns (default: seen from the first line)'],
  ['CHANGED', '--changed <0|1>', 'whether a file that was loaded with other content is loaded too, as a new one'],
]

export function loadCommand(readConfig: () => Config, setExitCode: (code: number) => void): Command {
  const command = new Command('load').description(
    'load files into a table, each row once; run it again to go on where it was',
  )
  for (const [variable, flag, description] of variables) command.addOption(new Option(flag, description).env(variable))
  return withJsonOption(command).action(async (given: Record<string, unknown>) => {
    const asJson = isSet(given['json'] === true || undefined, 'JSON')
    setExitCode(await runLoad(readConfig(), givenVariables(variables, given), asJson))
  })
}

async function runLoad(config: Config, raw: RawLoadOptions, asJson: boolean): Promise<number> {
  const options = parseLoadOptions(raw)
  const display = new ProgressDisplay(process.stderr, process.env)
  const interrupt = interruptible((message) => display.notify(message))
  const resume = makeCommand('load', raw)
  try {
    const result = await loadFiles(config, options, observe(display), interrupt.signal)
    display.stop()
    return finish(result, display, resume, asJson)
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

function observe(display: ProgressDisplay): LoadObserver {
  return {
    notify: (message) => display.notify(message),
    onFailure: (failure) => display.notify(failureLine(failure)),
    onStart(counters, fileCount) {
      const startedAtMs = performance.now()
      const window = new RateWindow()
      window.add(startedAtMs, 0)
      display.start(() => {
        const nowMs = performance.now()
        const share = counters.bytesTotal === 0 ? 1 : Math.min(1, counters.bytesRead / counters.bytesTotal)
        const secondsLeft = share > 0 ? ((nowMs - startedAtMs) / 1000) * (1 / share - 1) : undefined
        return [
          `${formatCount(counters.rowsInserted)} rows`,
          `${(100 * share).toFixed(1)} % read`,
          `${formatRate(window.add(nowMs, counters.rowsInserted))} now, ${formatRate((counters.rowsInserted / (nowMs - startedAtMs)) * 1000)} mean`,
          secondsLeft === undefined ? 'ETA –' : `ETA ${formatDuration(secondsLeft)}`,
          `${counters.filesDone} of ${fileCount} files`,
          `${counters.insertsInFlight} inserts`,
          `${counters.insertRetries} retries`,
        ].join(' · ')
      })
    },
  }
}

function failureLine({ file, row, byte, reason }: FileFailure): string {
  const place = [
    ...(row === undefined ? [] : [`row ${formatCount(row)}`]),
    ...(byte === undefined ? [] : [`in what follows byte ${formatCount(byte)}`]),
  ].join(', ')
  return `FAILED ${file}${place === '' ? '' : `, ${place}`}: ${reason}`
}

function finish({ report, isComplete }: LoadResult, display: ProgressDisplay, resume: string, asJson: boolean): number {
  display.notify(summary(report, isComplete))
  if (!isComplete) display.notify(`To go on from here: ${resume}`)
  else if (report.filesFailed > 0) display.notify(`When they are mended: ${resume}`)
  if (asJson) process.stdout.write(`${JSON.stringify(report)}\n`)
  if (!isComplete) return exitCodes.interrupted
  return report.filesFailed > 0 ? exitCodes.failed : exitCodes.done
}

function summary(report: LoadReport, isComplete: boolean): string {
  const { table, files, filesIn, filesFailed, rowsInserted, rowsAlreadyIn, seconds, insertLatencyMs } = report
  if (filesIn === files && rowsInserted === 0) {
    return `${table}: all ${files} files are in already (${formatCount(rowsAlreadyIn)} rows), nothing was added.`
  }
  return [
    `${isComplete ? 'done' : 'interrupted'}: ${formatCount(rowsInserted)} rows into ${table} in ${formatDuration(seconds)} (${formatRate(report.rowsPerSecond)})`,
    `${filesIn} of ${files} files are in`,
    ...(filesFailed > 0 ? [`${filesFailed} FAILED`] : []),
    ...(rowsAlreadyIn > 0 ? [`${formatCount(rowsAlreadyIn)} rows were in before`] : []),
    `insert p50 ${insertLatencyMs.p50} ms, p99 ${insertLatencyMs.p99} ms`,
    `${report.insertRetries} retries`,
  ].join(' · ')
}
