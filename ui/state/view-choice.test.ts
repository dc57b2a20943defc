import fc from 'fast-check'
import { expect, test } from 'vitest'
import { presets } from './range.ts'
import { choiceOf, searchOf, unchosen, type ViewChoice, type ViewFilters } from './view-choice.ts'

const timeMs = fc.integer({ min: 0, max: Date.UTC(2106, 0, 1) - 2 })
const range = fc.oneof(
  fc.constantFrom(...presets).map((preset) => ({ preset })),
  fc.tuple(timeMs, fc.nat(1e9)).map(([fromMs, lengthMs]) => {
    return { fromMs, toMs: Math.min(fromMs + lengthMs + 1, Date.UTC(2106, 0, 1) - 1) }
  }),
)
const text = fc.string({ unit: 'grapheme', maxLength: 200 })
const filters: fc.Arbitrary<ViewFilters> = fc.record(
  {
    event_type: text,
    url: text,
    referrer: text,
    country: text,
    device: text,
    user_id: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(String),
  },
  { requiredKeys: [] },
)
const openedEvent = fc.oneof(
  fc.constant({ openEventId: undefined, openEventAtMs: undefined }),
  fc.record({ openEventId: fc.uuid(), openEventAtMs: fc.option(timeMs, { nil: undefined }) }),
)
const chosenElse = fc.record({
  range,
  interval: fc.constantFrom('auto', '1s', '5m', '7h', '1d'),
  isSplit: fc.boolean(),
  isStacked: fc.boolean(),
  filters,
})
const ofEvents = fc.tuple(chosenElse, openedEvent).map(([chosen, opened]) => ({ ...unchosen, ...chosen, ...opened }))
const ofOther = fc
  .record({ dataset: text.filter((name) => name !== ''), range, interval: fc.constantFrom('auto', '1s', '7h') })
  .map((chosen) => ({ ...unchosen, ...chosen }))
const choice: fc.Arbitrary<ViewChoice> = fc.oneof(ofEvents, ofOther)

test('whatever is chosen comes back from its address', () => {
  fc.assert(
    fc.property(choice, (chosen) => {
      expect(choiceOf(searchOf(chosen))).toEqual(chosen)
      expect(choiceOf(`?${searchOf(chosen)}`)).toEqual(chosen)
    }),
  )
})

test('any address gives a choice that has an address of its own', () => {
  const name = fc.constantFrom(
    'dataset',
    'range',
    'from',
    'to',
    'interval',
    'split',
    'event',
    'user_id',
    'url',
    'utm_source',
  )
  const part = fc.tuple(name, fc.oneof(fc.string(), fc.constantFrom('2026-11-24', '1h', '%', '%ff', 'null')))
  const search = fc.oneof(
    fc.string(),
    fc.array(part).map((parts) => parts.map(([key, value]) => `${key}=${value}`).join('&')),
  )
  fc.assert(
    fc.property(search, (garbage) => {
      const chosen = choiceOf(garbage)
      expect(choiceOf(searchOf(chosen))).toEqual(chosen)
    }),
  )
})

test.each([
  ['nothing', ''],
  ['what it does not know', '?utm_source=x&__proto__=1'],
  ['a preset there is none of', '?range=2h'],
  ['a range that is upside down', '?from=2026-11-24&to=2026-11-23'],
  ['a dataset without a name', '?dataset='],
  ['half a range', '?from=2026-11-24'],
  ['times that are none', '?from=yesterday&to=now'],
  ['an interval that is none', '?interval=5x'],
  ['a split there is none of', '?split=url'],
  ['a way to draw types there is none of', '?types=pie'],
  ['a user that is none', '?user_id=-1'],
  ['a user beyond 64 bits', '?user_id=18446744073709551616'],
  ['an event that is none', '?event=17'],
  ['the time of no event', '?event_ts=2026-11-24T12:00:00.000Z'],
  ['a text the API refuses', `?url=${'x'.repeat(2049)}`],
])('%s is passed over', (_, search) => {
  expect(choiceOf(search)).toEqual(unchosen)
})

test('the rest counts when a part makes no sense', () => {
  expect(choiceOf('?range=7d&interval=0s&country=DE&referrer=')).toEqual({
    ...unchosen,
    range: { preset: '7d' },
    filters: { country: 'DE', referrer: '' },
  })
})

test('another dataset has no types, filters and events to choose, and is shown from its first row to its last', () => {
  expect(choiceOf('?dataset=orders&split=event_type&country=DE&interval=1d')).toEqual({
    ...unchosen,
    dataset: 'orders',
    range: { preset: 'all' },
    interval: '1d',
  })
  expect(choiceOf('?dataset=orders&range=30d').range).toEqual({ preset: '30d' })
})

test('what is not chosen is not in the address', () => {
  expect(searchOf(unchosen)).toBe('')
})
