import fc from 'fast-check'
import { expect, test } from 'vitest'
import { intervalMs } from './interval.ts'
import { presetMs } from './range.ts'
import { fakeViewPage } from './testing/fake-view-page.ts'
import { View } from './view.svelte.ts'

const nowMs = Date.UTC(2026, 10, 24, 12, 34, 56, 789)
const event = { event_id: '018f3b9a-0000-7000-8000-000000000001', ts: '2026-11-24T12:00:00.123Z' }

test('begins with what the address says', () => {
  const view = new View(fakeViewPage('?range=1h&interval=1m&split=event_type&device=mobile', 'dark'))
  const { range, interval, isSplit, filters, theme } = view
  expect({ range, interval, isSplit, filters, theme }).toEqual({
    range: { preset: '1h' },
    interval: '1m',
    isSplit: true,
    filters: { device: 'mobile' },
    theme: 'dark',
  })
})

test('each choice is a step that Back undoes', () => {
  const page = fakeViewPage()
  const view = new View(page)
  view.followHistory()
  view.setRange({ preset: '7d' })
  view.toggleFilter('country', 'DE')
  view.openEvent(event)
  expect(page.history).toEqual([
    '',
    'range=7d',
    'range=7d&country=DE',
    `range=7d&country=DE&event=${event.event_id}&event_ts=2026-11-24T12%3A00%3A00.123Z`,
  ])
  page.back()
  expect(view.openEventId).toBeUndefined()
  expect(view.filters).toEqual({ country: 'DE' })
  page.back()
  expect(view.filters).toEqual({})
  expect(view.range).toEqual({ preset: '7d' })
})

test('a drag is one step, and the same choice again is none', () => {
  const page = fakeViewPage()
  const view = new View(page)
  view.setRange({ fromMs: 0, toMs: 1000 })
  view.setRange({ fromMs: 0, toMs: 2000 }, 'replace')
  view.setRange({ fromMs: 0, toMs: 2000 })
  expect(page.history).toHaveLength(2)
})

test('a filter that is chosen again goes, and another value takes its place', () => {
  const view = new View(fakeViewPage())
  view.toggleFilter('country', 'DE')
  view.toggleFilter('country', 'FR')
  view.toggleFilter('referrer', '')
  expect(view.filters).toEqual({ country: 'FR', referrer: '' })
  view.toggleFilter('referrer', '')
  expect(Object.keys(view.filters)).toEqual(['country'])
  view.clearFilters()
  expect(view.filters).toEqual({})
})

test('how the types are drawn is in the address, and comes back', () => {
  const page = fakeViewPage('split=event_type')
  const view = new View(page)
  view.followHistory()
  expect(view.isStacked).toBe(true)
  view.toggleStack()
  expect(view.isStacked).toBe(false)
  expect(new View(fakeViewPage(page.search())).isStacked).toBe(false)
  page.back()
  expect(view.isStacked).toBe(true)
})

test('the theme is kept, and not in the address', () => {
  const page = fakeViewPage()
  new View(page).setTheme('light')
  expect(page.history).toEqual([''])
  expect(new View(page).theme).toBe('light')
  expect(new View(fakeViewPage('', 'pink')).theme).toBe('system')
})

test.each(['15m', '1h', '24h', '7d', '30d', '90d'] as const)(
  '%s holds all of itself, and at most a step more',
  (preset) => {
    fc.assert(
      fc.property(
        fc.integer({ min: nowMs, max: nowMs + 1e9 }),
        fc.constantFrom('auto', '1s', '1m', '1d'),
        (atMs, interval) => {
          const view = new View(fakeViewPage())
          view.setRange({ preset })
          const automatic = view.resolvedInterval(view.bounds(atMs))
          view.setInterval(interval)
          const { fromMs, toMs } = view.bounds(atMs)
          const stepMs = intervalMs(automatic) ?? NaN
          expect(fromMs).toBeLessThanOrEqual(atMs - presetMs[preset])
          expect(fromMs).toBeGreaterThan(atMs - presetMs[preset] - stepMs)
          expect(toMs).toBeGreaterThan(atMs)
          expect(toMs).toBeLessThanOrEqual(atMs + stepMs)
        },
      ),
    )
  },
)

test('asks the same for the length of a step', () => {
  const view = new View(fakeViewPage('range=24h'))
  const stepMs = 300_000
  const startMs = Math.floor(nowMs / stepMs) * stepMs
  expect(view.bounds(startMs + stepMs - 1)).toEqual(view.bounds(startMs))
  expect(view.bounds(startMs + stepMs)).toEqual({
    fromMs: view.bounds(startMs).fromMs + stepMs,
    toMs: view.bounds(startMs).toMs + stepMs,
  })
})

test('a custom range stands still', () => {
  const view = new View(fakeViewPage())
  view.setRange({ fromMs: 1, toMs: 1003 })
  expect(view.bounds(nowMs)).toEqual({ fromMs: 1, toMs: 1003 })
})

test('all begins with the first event', () => {
  const view = new View(fakeViewPage('range=all'))
  const firstMs = nowMs - 3_600_000
  view.allTime = { firstMs, lastMs: undefined }
  expect(view.resolvedInterval(view.bounds(nowMs))).toBe('10s')
  expect(view.bounds(nowMs).fromMs).toBeLessThanOrEqual(firstMs)
})

const years = { firstMs: Date.UTC(1992, 0, 1), lastMs: Date.UTC(1998, 10, 30) }

test('another dataset is shown from its first row to its last, and a chosen range stays only where it has rows', () => {
  const view = new View(fakeViewPage('country=DE&interval=1d'))
  view.chooseDataset('lineitem', years)
  expect(view).toMatchObject({ dataset: 'lineitem', range: { preset: 'all' }, filters: {}, interval: '1d' })
  const { fromMs, toMs } = view.bounds(nowMs)
  expect(fromMs).toBeLessThanOrEqual(years.firstMs)
  expect(toMs).toBeGreaterThan(years.lastMs)
  expect(toMs).toBeLessThan(years.lastMs + 86_400_001)
  const some = { fromMs: Date.UTC(1995, 0, 1), toMs: Date.UTC(1996, 0, 1) }
  view.setRange(some)
  view.chooseDataset('supplier', years)
  expect(view.range).toEqual(some)
  view.chooseDataset('visits', { firstMs: nowMs - 5_000, lastMs: nowMs })
  expect(view.range).toEqual({ preset: 'all' })
  view.chooseDataset(undefined, years)
  expect(view.range).toEqual({ preset: '30d' })
})

test.each([
  ['before 1970', { firstMs: 0, lastMs: 0 }],
  ['until 2105', { firstMs: 0, lastMs: Date.UTC(2106, 0, 1) - 1 }],
])('all is a range that the API takes, also of times %s', (_, span) => {
  const view = new View(fakeViewPage())
  view.chooseDataset('ages', span)
  const { fromMs, toMs } = view.bounds(nowMs)
  expect(fromMs).toBeGreaterThanOrEqual(0)
  expect(toMs).toBeGreaterThan(fromMs)
  expect(toMs).toBeLessThan(Date.UTC(2106, 0, 1))
})

test('an interval that makes too many buckets gives way to a picked one', () => {
  const view = new View(fakeViewPage('range=30d&interval=1s'))
  expect(view.resolvedInterval(view.bounds(nowMs))).toBe('6h')
  view.setInterval('5m')
  expect(view.resolvedInterval(view.bounds(nowMs))).toBe('5m')
})
