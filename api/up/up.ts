#!/usr/bin/env node
// `make up`: everything in one terminal, until Ctrl-C.
import { Command } from 'commander'
import { exitCodes, reportFailure } from '@millrace/engine/cli/exit-code.ts'
import { interruptible } from '@millrace/engine/cli/interruptible.ts'
import { loadDotEnv, readConfig } from '@millrace/engine/config/config.ts'
import { keepFilesPrivate } from '@millrace/engine/services/process/keep-files-private.ts'
import { MergedLog } from './merged-log.ts'
import { runUp } from './run-up.ts'

const colors = { up: 33, api: 36, dashboard: 35, drain: 32 }

async function up(): Promise<void> {
  keepFilesPrivate()
  loadDotEnv()
  const { env: environment } = process
  const hasColor = process.stderr.isTTY && (environment['NO_COLOR'] ?? '') === ''
  const log = new MergedLog({ write: (text) => process.stderr.write(text), hasColor, colors })
  const interrupt = interruptible(log.of('up'))
  try {
    await runUp({ config: readConfig(environment), environment, log, interrupt: interrupt.signal })
    log.of('up')('everything has ended')
    process.exitCode = exitCodes.interrupted
  } finally {
    interrupt.release()
  }
}

const program = new Command('up')
  .description('services, drain, API and dashboard in one terminal, until Ctrl-C (settings: .env.example)')
  .exitOverride()
  .action(up)
try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = reportFailure(error, (text) => process.stderr.write(text))
}
