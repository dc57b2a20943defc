#!/usr/bin/env node
// `make screenshots`: pictures of every panel and of the whole page, in both themes, on a desktop and on a phone, over a table
// seeded for them; and `dashboard.png`, the first screen while a seed runs, as the README shows it.
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Command } from 'commander'
import { reportFailure } from '@millrace/engine/cli/exit-code.ts'
import { readConfig } from '@millrace/engine/config/config.ts'
import { acquireClickHouse } from '@millrace/engine/services/clickhouse/acquire-clickhouse.ts'
import { untilNoProcesses } from '@millrace/engine/testing/service-processes.ts'
import { openLog } from '../api/observe/open-log.ts'
import { startApi } from '../api/start-api.ts'
import { photographPage } from './screenshots/photograph-page.ts'
import { photographSeed } from './screenshots/photograph-seed.ts'
import { seedRows } from './screenshots/seed-rows.ts'
import { buildDashboard } from './testing/build-dashboard.ts'
import { launchChromium } from './testing/launch-chromium.ts'

const rowCount = 300_000
const goneMsMax = 30_000

async function takeScreenshots(out: string): Promise<void> {
  const outDir = resolve(out)
  await mkdir(outDir, { recursive: true })
  const dataDir = await mkdtemp(join(tmpdir(), 'millrace-screenshots-'))
  const closers: (() => Promise<unknown>)[] = [() => rm(dataDir, { recursive: true })]
  try {
    await buildDashboard(dataDir)
    const lease = await acquireClickHouse({ dataDir })
    closers.push(
      // It still writes to its folder while it ends.
      () => untilNoProcesses(join(dataDir, 'clickhouse'), goneMsMax),
      () => lease.release(),
    )
    const environment = { DATA_DIR: dataDir, CLICKHOUSE_URL: lease.endpoint.url }
    await seedRows(environment, rowCount)
    const settings = { API_PORT: '0', GRPC_PORT: '0', API_RATE_LIMIT: '0', LOG_LEVEL: 'warn' }
    const config = readConfig({ ...environment, ...settings })
    const api = await startApi(config, openLog(config.LOG_LEVEL, false, {}))
    closers.push(() => api.close())
    const browser = await launchChromium()
    closers.push(() => browser.close())
    await photographPage(browser, api.url, outDir)
    await photographSeed(browser, api.url, environment, outDir)
  } finally {
    for (const close of closers.toReversed()) await close()
  }
}

const program = new Command('screenshots')
  .description('pictures of the dashboard as PNG files, over a table seeded for them')
  .argument('<folder>', 'where they go')
  .exitOverride()
  .action(takeScreenshots)
try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = reportFailure(error, (text) => process.stderr.write(text))
}
