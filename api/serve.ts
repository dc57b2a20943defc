#!/usr/bin/env node
// `make api`: serves the API until Ctrl-C.
import { Command } from 'commander'
import { reportFailure } from '@millrace/engine/cli/exit-code.ts'
import { interruptible } from '@millrace/engine/cli/interruptible.ts'
import { aborted } from '@millrace/engine/concurrency/aborted.ts'
import { loadDotEnv, readConfig } from '@millrace/engine/config/config.ts'
import { keepFilesPrivate } from '@millrace/engine/services/process/keep-files-private.ts'
import { openLog } from './observe/open-log.ts'
import { startApi } from './start-api.ts'

async function serve(): Promise<void> {
  keepFilesPrivate()
  loadDotEnv()
  const config = readConfig(process.env)
  const log = openLog(config.LOG_LEVEL, process.stderr.isTTY, process.env)
  const interrupt = interruptible((message) => log.info(message))
  try {
    const api = await startApi(config, log)
    log.info(`the API answers at ${api.url}; its routes: ${api.url}/openapi.json`)
    await aborted(interrupt.signal)
    await api.close()
  } finally {
    interrupt.release()
  }
}

const program = new Command('api')
  .description('serve metrics, events and live counters over HTTP and WebSocket, until Ctrl-C (settings: .env.example)')
  .exitOverride()
  .action(serve)
try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = reportFailure(error, (text) => process.stderr.write(text))
}
