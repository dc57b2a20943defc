// The page of examples/ that counts its own views, in a browser and from a server of its own.
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { spoolDir } from '@millrace/engine/staging/spool/spool-paths.ts'
import { stagedRows } from '@millrace/engine/staging/testing/staged-rows.ts'
import { expect, onTestFinished, test } from 'vitest'
import { testApi } from '../api/testing/test-api.ts'
import { launchChromium } from './testing/launch-chromium.ts'
import { soon } from './testing/soon.ts'

const page = join(import.meta.dirname, '../examples/beacon.html')

/** Returns its origin. */
async function servePage(): Promise<string> {
  const html = await readFile(page)
  const server = createServer((_, answer) => answer.setHeader('Content-Type', 'text/html').end(html))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return `http://127.0.0.1:${port}`
}

test('a view is counted when the page is opened, and once more when it is left', async () => {
  const origin = await servePage()
  const api = await testApi({ STAGING: 'spool', CLICKHOUSE_URL: 'http://127.0.0.1:1', CORS_ORIGINS: origin })
  const rows = async (): Promise<number> => (await stagedRows(spoolDir(api.config))).rows
  const browser = await launchChromium()
  onTestFinished(() => browser.close())
  const opened = await browser.newPage()
  await opened.goto(`${origin}/?api=${encodeURIComponent(api.url)}`)
  await expect.poll(rows, soon).toBe(1)
  await opened.goto('about:blank')
  await expect.poll(rows, soon).toBe(2)
})
