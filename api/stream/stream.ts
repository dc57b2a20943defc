#!/usr/bin/env node
// `make stream`: realistic traffic of now at a steady rate, until Ctrl-C or for SECONDS.
import { randomUUID } from 'node:crypto'
import { Command, Option } from 'commander'
import { isSet, withJsonOption } from '@millrace/engine/cli/common-options.ts'
import { exitCodes, reportFailure } from '@millrace/engine/cli/exit-code.ts'
import { interruptible } from '@millrace/engine/cli/interruptible.ts'
import { loadDotEnv, readConfig, type Config } from '@millrace/engine/config/config.ts'
import { hostInUrl } from '@millrace/engine/config/host-in-url.ts'
import { formatCount, formatRate } from '@millrace/engine/progress/format-progress.ts'
import { ProgressDisplay } from '@millrace/engine/progress/progress-display.ts'
import { keepFilesPrivate } from '@millrace/engine/services/process/keep-files-private.ts'
import { pageEvents } from '@millrace/schemas/datasets/page-events.ts'
import { EventStream } from './event-stream.ts'
import { LiveLines } from './live-lines.ts'
import { grpcSender } from './senders/grpc-sender.ts'
import { httpSender } from './senders/http-sender.ts'
import type { Sender } from './senders/sender.ts'
import { stagingSender } from './senders/staging-sender.ts'
import { parseStreamOptions, type StreamDoor } from './stream-options.ts'
import { streamLine } from './stream-line.ts'
import { streamReport, type StreamReport } from './stream-report.ts'

interface StreamFlags {
  readonly rate?: string
  readonly via?: string
  readonly seconds?: string
  readonly perRequest?: string
  readonly burst?: string
  readonly late?: string
  readonly duplicates?: string
  readonly seed?: string
  readonly json?: boolean
}

const flags: readonly (readonly [flag: string, variable: string, description: string])[] = [
  ['--rate <n>', 'RATE', 'events per second: 50000, 5e4, 50k (default: 1000)'],
  ['--via <door>', 'VIA', 'http, grpc or staging (default: http)'],
  ['--seconds <n>', 'SECONDS', 'how long (default: until Ctrl-C)'],
  ['--per-request <n>', 'PER_REQUEST', 'events of one request (default: a hundredth of the rate, 1 to 1000)'],
  ['--burst <factor>', 'BURST', 'times the rate in the first of every ten seconds (default: 1)'],
  ['--late <share>', 'LATE', 'share of events whose time is up to an hour back (default: 0)'],
  ['--duplicates <share>', 'DUPLICATES', 'share of requests sent twice under the same key (default: 0)'],
  ['--seed <text>', 'SEED', 'decides what the events are (default: another each time)'],
]

async function run(given: StreamFlags): Promise<void> {
  keepFilesPrivate()
  loadDotEnv()
  const config = readConfig(process.env)
  const options = parseStreamOptions({
    RATE: given.rate,
    VIA: given.via,
    SECONDS: given.seconds,
    PER_REQUEST: given.perRequest,
    BURST: given.burst,
    LATE: given.late,
    DUPLICATES: given.duplicates,
    SEED: given.seed,
  })
  const display = new ProgressDisplay(process.stderr, process.env)
  const notify = (message: string): void => display.notify(message)
  const interrupt = interruptible(notify)
  const sender = openSender(options.via, config, notify)
  try {
    notify(`${formatCount(options.rate)} events/s to ${sender.target}, ${options.eventsPerRequest} to a request`)
    const lines = new LiveLines(pageEvents, options.seed ?? randomUUID())
    const stream = new EventStream({ ...options, sender, lines, notify })
    const startedAtMs = performance.now()
    display.start(streamLine(stream, () => performance.now()))
    await stream.run(interrupt.signal).finally(() => display.stop())
    const report = streamReport(stream, options, (performance.now() - startedAtMs) / 1000)
    notify(summary(report))
    if (isSet(given.json, 'JSON')) process.stdout.write(`${JSON.stringify(report)}\n`)
    if (interrupt.signal.aborted) process.exitCode = exitCodes.interrupted
    else if (report.rejected > 0) process.exitCode = exitCodes.failed
  } finally {
    interrupt.release()
    await sender.close()
  }
}

function openSender(via: StreamDoor, config: Config, notify: (message: string) => void): Sender {
  const { API_HOST: host, API_PORT: port, GRPC_PORT: grpcPort, API_TOKEN: token } = config
  switch (via) {
    case 'http':
      return httpSender(`http://${hostInUrl(host)}:${port}`, token)
    case 'grpc':
      return grpcSender(`${hostInUrl(host)}:${grpcPort}`, token)
    case 'staging':
      return stagingSender(config, pageEvents, notify)
  }
}

function summary(report: StreamReport): string {
  const { accepted, rejected, seconds, eventsPerSecond, acknowledgedMs } = report
  return [
    `${formatCount(accepted)} events taken in ${seconds.toFixed(1)} s (${formatRate(eventsPerSecond)})`,
    `acknowledged p50 ${acknowledgedMs.p50} ms, p99 ${acknowledgedMs.p99} ms, max ${acknowledgedMs.max} ms`,
    `${report.retries} retries`,
    ...(report.duplicateRequests > 0 ? [`${report.duplicateRequests} requests sent twice`] : []),
    ...(report.late > 0 ? [`${formatCount(report.late)} late events`] : []),
    ...(report.unsent > 0
      ? [`${formatCount(report.unsent)} due and not sent: too much for the receiver or this machine`]
      : []),
    ...(rejected > 0 ? [`${formatCount(rejected)} REJECTED`] : []),
  ].join(' · ')
}

const command = new Command('stream').description('send realistic events of now at a steady rate, until Ctrl-C')
for (const [flag, variable, description] of flags) command.addOption(new Option(flag, description).env(variable))
try {
  await withJsonOption(command).exitOverride().action(run).parseAsync()
} catch (error) {
  process.exitCode = reportFailure(error, (text) => process.stderr.write(text))
}
