// The bench's report as a file in a real browser: it asks for nothing else, fits every width, can be read in both themes,
// and its plots hold before a real XML parser.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { htmlReport } from '../bench/report/html-report.ts'
import { exampleReport } from '../bench/report/testing/example-report.ts'
import { launchChromium } from './testing/launch-chromium.ts'

let folder = ''
let browser: Browser | undefined
const file = (): string => pathToFileURL(join(folder, 'latest.html')).href

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-bench-report-'))
  await writeFile(join(folder, 'latest.html'), htmlReport(exampleReport()))
  browser = await launchChromium()
})
afterAll(async () => {
  await browser?.close()
  await rm(folder, { recursive: true })
})

interface Opened {
  readonly page: Page
  readonly requests: readonly string[]
  readonly complaints: readonly string[]
}

async function open(options: BrowserContextOptions): Promise<Opened> {
  if (browser === undefined) throw new Error('the browser is not there yet')
  // What axe does in the page is no part of the report: the page's own policy would forbid it.
  const context = await browser.newContext({ bypassCSP: true, ...options })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  const [requests, complaints]: [string[], string[]] = [[], []]
  page.on('request', (request) => requests.push(request.url()))
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(file())
  return { page, requests, complaints }
}

test('it asks for nothing but itself, under its own policy', async () => {
  const { requests, complaints } = await open({ bypassCSP: false, viewport: { width: 1280, height: 900 } })
  expect(requests).toEqual([file()])
  expect(complaints).toEqual([])
})

test.each([360, 390, 800, 1119, 1120, 1280, 1920])(
  'at %d pixels nothing is cut off or wider than the page',
  async (width) => {
    const { page } = await open({ viewport: { width, height: 900 } })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
    // Plots side by side, or one below the other: never both, never none.
    const seen = await page.evaluate(
      `[...document.querySelectorAll('.rows')].filter((rows) => rows.getClientRects().length > 0).map((rows) => rows.className)`,
    )
    expect(seen).toEqual(Array.from({ length: 3 }, () => (width < 1120 ? 'rows narrow' : 'rows wide')))
    expect(await page.evaluate(textsOutside)).toEqual([])
  },
)

/** Texts of plots that reach out of their plot by more than a pixel or two, as measured by the browser. */
const textsOutside = `[...document.querySelectorAll('figure svg')].flatMap((svg) => {
  const box = svg.getBoundingClientRect()
  return [...svg.querySelectorAll('text')].filter((text) => {
    const { left, right, top, bottom, width } = text.getBoundingClientRect()
    return width > 0 && (left < box.left - 6 || right > box.right + 3 || top < box.top - 4 || bottom > box.bottom + 3)
  }).map((text) => text.textContent)
})`

test.each([1120, 1280])('at %d pixels rows of plots side by side are at the same height', async (width) => {
  const { page } = await open({ viewport: { width, height: 900 } })
  // Captions that wrap, as those with longer words would.
  await page.addStyleTag({ content: '.rows.wide figure:last-child figcaption { padding-bottom: 20px }' })
  const heights = `[...document.querySelectorAll('.rows.wide')].map((rows) => {
    const tops = [...rows.querySelectorAll('svg')].map((svg) =>
      [...svg.querySelectorAll('.hit')].map((hit) => Math.round(hit.getBoundingClientRect().top)).join(' '))
    return new Set(tops).size
  })`
  expect(await page.evaluate(heights)).toEqual([1, 1, 1])
})

test.each(['light', 'dark'] as const)('axe finds nothing in %s, with all tables open', async (colorScheme) => {
  for (const width of [1280, 390]) {
    const { page } = await open({ colorScheme, viewport: { width, height: 900 } })
    await page.evaluate(`for (const details of document.querySelectorAll('details')) details.open = true`)
    await page.addScriptTag({ content: await readFile(createRequire(import.meta.url).resolve('axe-core'), 'utf8') })
    const problems = await page.evaluate(
      `axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`,
    )
    expect(problems).toEqual([])
  }
})

test('the themes differ', async () => {
  const ground = `getComputedStyle(document.body.querySelector('.card')).backgroundColor`
  const { page } = await open({ colorScheme: 'light' })
  const light = await page.evaluate(ground)
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await page.evaluate(ground)).not.toBe(light)
})

test('every plot is well-formed XML', async () => {
  const { page } = await open({})
  const svgs = [...(await readFile(join(folder, 'latest.html'), 'utf8')).matchAll(/<svg.*?<\/svg>/gs)].map(
    ([svg]) => svg,
  )
  expect(svgs.length).toBeGreaterThan(20)
  const mistakes = await page.evaluate(
    `${JSON.stringify(svgs)}.flatMap((svg) =>
      [...new DOMParser().parseFromString(svg, 'image/svg+xml').querySelectorAll('parsererror')].map(({ textContent }) => textContent))`,
  )
  expect(mistakes).toEqual([])
})
