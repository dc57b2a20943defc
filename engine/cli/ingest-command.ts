// `millrace ingest`: only the drain, its progress, its report.
import { Command, Option } from 'commander'
import type { Config } from '../config/config.ts'
import { isMillraceError } from '../errors/millrace-error.ts'
import { formatIngest } from '../ingest/format-ingest.ts'
import { ingest, type IngestObserver } from '../ingest/ingest.ts'
import type { IngestReport } from '../ingest/ingest-report.ts'
import { formatCount, formatDuration, formatRate } from '../progress/format-progress.ts'
import { ProgressDisplay } from '../progress/progress-display.ts'
import { isSet, withJsonOption } from './common-options.ts'
import { exitCodes } from './exit-code.ts'
import { interruptible } from './interruptible.ts'

/** Nothing moves for hours at times: a line now and then says that it is still there. */
const repeatMs = 60_000

export function ingestCommand(readConfig: (staging?: string) => Config, setExitCode: (code: number) => void): Command {
  const command = new Command('ingest')
    .description('put what is staged into ClickHouse until Ctrl-C; on Kafka, any number of these share the work')
    .addOption(new Option('--staging <kind>', 'auto, kafka or spool').env('STAGING'))
  return withJsonOption(command).action(async (given: { staging?: string; json?: boolean }) => {
    setExitCode(await runIngest(readConfig(given.staging), isSet(given.json, 'JSON')))
  })
}

async function runIngest(config: Config, asJson: boolean): Promise<number> {
  const display = new ProgressDisplay(process.stderr, process.env)
  const interrupt = interruptible((message) => display.notify(message))
  try {
    const report = await ingest(config, observe(display), interrupt.signal)
    display.stop()
    display.notify(summary(report))
    if (asJson) process.stdout.write(`${JSON.stringify(report)}\n`)
    return report.blocksDeadLettered > 0 ? exitCodes.failed : exitCodes.interrupted
  } catch (error) {
    display.stop()
    if (interrupt.signal.aborted && isMillraceError(error) && error.canRetry) {
      display.notify(`${error.message}; what was in flight stays staged`)
      return exitCodes.interrupted
    }
    throw error
  } finally {
    display.stop()
    interrupt.release()
  }
}

function observe(display: ProgressDisplay): IngestObserver {
  return {
    notify: (message) => display.notify(message),
    onStart(counters, monitor) {
      display.notify('draining until Ctrl-C')
      display.start(
        () =>
          formatIngest({
            rowsInserted: counters.rowsInserted,
            rowsPerSecond: monitor.reading.rowsInsertedPerSecond,
            lagBlocks: monitor.reading.lagBlocks,
            insertsInFlight: counters.insertsInFlight,
            retries: counters.insertRetries + counters.stagingRetries,
            deadLetters: counters.blocksDeadLettered,
          }),
        { repeatMs },
      )
    },
  }
}

function summary(report: IngestReport): string {
  const { rowsInserted, blocksDeadLettered, blocksPassedOver, insertLatencyMs } = report
  return [
    `stopped: ${formatCount(rowsInserted)} rows inserted in ${formatDuration(report.seconds)}`,
    `mean ${formatRate(report.rowsPerSecond)}`,
    report.drain === 'clickhouse'
      ? 'by ClickHouse itself, which goes on'
      : `insert p50 ${insertLatencyMs.p50} ms, p99 ${insertLatencyMs.p99} ms`,
    `${report.insertRetries} retries`,
    ...(blocksPassedOver > 0 ? [`${blocksPassedOver} blocks passed over`] : []),
    ...(blocksDeadLettered > 0 ? [`${blocksDeadLettered} DEAD LETTERS (see why: make dead-letters)`] : []),
  ].join(' · ')
}
