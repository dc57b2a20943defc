import fc from 'fast-check'
import { expect, test } from 'vitest'
import { extended, mergedPage, type ListedEvents } from './listed-events.ts'
import { pageEventOf } from './testing/page-event-of.ts'

const countMax = 40

function ids({ events }: Pick<ListedEvents, 'events'>): number[] {
  return events.map(({ event_id }) => Number(event_id.slice(-12)))
}

/** What a table of these events answers, the newest first. */
function pageOf(table: ReadonlySet<number>, limit: number, after = Infinity) {
  const sorted = [...table].sort((a, b) => b - a).filter((number) => number < after)
  const page = sorted.slice(0, limit)
  return {
    events: page.map((number) => pageEventOf(number)),
    next_cursor: sorted.length > limit ? `c${page.at(-1)}` : null,
  }
}

test('whatever arrives while one looks and loads more: no gap, nothing twice, in order, bounded', () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant('arrive' as const), numbers: fc.array(fc.nat(500), { maxLength: 15 }) }),
    fc.constant({ do: 'look' as const }),
    fc.constant({ do: 'more' as const }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), fc.integer({ min: 1, max: 10 }), (steps, limit) => {
      const table = new Set<number>()
      let listed: ListedEvents = { events: [], cursor: null }
      let newestLook = new Set<number>()
      for (const each of steps) {
        if (each.do === 'arrive') for (const number of each.numbers) table.add(number)
        else if (each.do === 'look') {
          newestLook = new Set(table)
          listed = mergedPage(listed, pageOf(table, limit), countMax)
        } else if (listed.cursor !== null) {
          listed = extended(listed, pageOf(table, limit, Number(listed.cursor.slice(1))))
        }
        const shown = ids(listed)
        expect(shown).toEqual([...new Set(shown)].sort((a, b) => b - a))
        expect(shown.length).toBeLessThanOrEqual(countMax + limit)
        if (each.do === 'look') expect(shown.slice(0, limit)).toEqual(ids(pageOf(newestLook, limit)))
        // Where it goes on is just after its end.
        if (listed.cursor !== null) expect(listed.cursor).toBe(`c${shown.at(-1)}`)
      }
    }),
  )
})

test('puts what is new on top, and goes on at its old end', () => {
  const listed = { events: [5, 4, 3, 2].map((number) => pageEventOf(number)), cursor: 'c2' }
  const merged = mergedPage(listed, { events: [7, 6, 5].map((number) => pageEventOf(number)), next_cursor: 'c5' }, 10)
  expect(ids(merged)).toEqual([7, 6, 5, 4, 3, 2])
  expect(merged.cursor).toBe('c2')
})

test('begins anew where there would be a gap, and where it would be too long', () => {
  const listed = { events: [5, 4, 3, 2].map((number) => pageEventOf(number)), cursor: 'c2' }
  const page = { events: [9, 8, 7].map((number) => pageEventOf(number)), next_cursor: 'c7' }
  expect(mergedPage(listed, page, 10)).toEqual({ events: page.events, cursor: 'c7' })
  const near = { events: [7, 6, 5].map((number) => pageEventOf(number)), next_cursor: 'c5' }
  expect(mergedPage(listed, near, 5)).toEqual({ events: near.events, cursor: 'c5' })
})

test('the table is empty again', () => {
  const listed = { events: [pageEventOf(2)], cursor: 'c2' }
  expect(mergedPage(listed, { events: [], next_cursor: null }, 10)).toEqual({ events: [], cursor: null })
})
