// The built dashboard in a real Chromium, over the whole API in this process. A test fails for any warning or error that the
// page has written to its console, but for those that it expects.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest'
import { build } from 'vite'

const programs = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const quietArguments = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-gpu',
  '--disable-sync',
  '--no-first-run',
]

export class DashboardBrowser {
  #browser: Browser | undefined

  /** Call it at the top of a test file: builds the dashboard and starts the browser for its tests. */
  constructor() {
    beforeAll(async () => {
      await build({ configFile: join(import.meta.dirname, '../../ui/vite.config.ts'), logLevel: 'error' })
      const executablePath = programs.find((program) => existsSync(program))
      if (executablePath === undefined) throw new Error('Chromium is needed: apt-get install chromium')
      const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [] // Chromium has none for root
      this.#browser = await chromium.launch({ executablePath, args: [...quietArguments, ...sandbox] })
    })
    afterAll(() => this.#browser?.close())
  }

  /** `expected`: console messages that belong to what is tested, such as those of requests that fail. */
  async open(url: string, options: BrowserContextOptions = {}, expected: readonly RegExp[] = []): Promise<Page> {
    if (this.#browser === undefined) throw new Error('the browser is not there yet')
    const context = await this.#browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => {
      if (['warning', 'error'].includes(message.type())) complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(error.message))
    onTestFinished(async () => {
      await context.close()
      expect(complaints.filter((text) => !expected.some((pattern) => pattern.test(text)))).toEqual([])
    })
    await page.goto(url)
    return page
  }
}
