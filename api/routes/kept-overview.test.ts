import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { CachedReads } from '../cache/cached-reads.ts'
import { MemoryCache } from '../cache/memory-cache.ts'
import { KeptOverview } from './kept-overview.ts'
import { KeptReads } from './kept-reads.ts'

test('totals go on while the users take long to count, and never go back', async () => {
  let nowMs = 1_000_000
  let rows = 100
  const slow = Promise.withResolvers<undefined>()
  let isSlow = false
  const cheap = () => ({ total_events: rows, events_last_hour: 1 })
  const queries = {
    overview: async () => {
      const counted = { ...cheap(), unique_users: rows / 10 }
      if (isSlow) await slow.promise
      return counted
    },
    overviewCounts: () => Promise.resolve(cheap()),
  }
  const reads = new CachedReads({
    cache: new MemoryCache({ nowMs: () => nowMs }),
    onRefreshFailure: () => undefined,
    nowMs: () => nowMs,
  })
  const kept = new KeptReads(reads, { sinceMovedMs: () => 0, nowMs: () => nowMs })
  const overview = new KeptOverview(queries, kept)
  expect(await overview.read()).toEqual({ total_events: 100, unique_users: 10, events_last_hour: 1 })
  isSlow = true
  const seen: number[] = []
  for (let second = 0; second < 20; second++) {
    nowMs += 1_001
    rows += 100
    await overview.read()
    await nextTurn()
    seen.push((await overview.read()).total_events)
  }
  expect(seen).toEqual(seen.toSorted((a, b) => a - b))
  expect(seen.at(-1)).toBe(2100)
  expect((await overview.read()).unique_users).toBe(10)
  slow.resolve(undefined)
  await nextTurn()
  expect(await overview.read()).toMatchObject({ total_events: 2100, unique_users: 20 })
})

test('a total that was counted early and answered late does not come after a larger one', async () => {
  let nowMs = 1_000_000
  let rows = 100
  const users = Promise.withResolvers<undefined>()
  const counts = Promise.withResolvers<undefined>()
  let isSlow = false
  const counted = () => ({ total_events: rows, events_last_hour: 1 })
  const queries = {
    overview: async () => {
      if (isSlow) await users.promise
      return { ...counted(), unique_users: 10 }
    },
    overviewCounts: async () => {
      const early = counted()
      if (isSlow) await counts.promise
      return early
    },
  }
  // Nothing is of the same moment as anything else.
  const clock = () => ++nowMs
  const reads = new CachedReads({ cache: new MemoryCache(), onRefreshFailure: () => undefined, nowMs: clock })
  const overview = new KeptOverview(queries, new KeptReads(reads, { sinceMovedMs: () => 0, nowMs: clock }))
  const seen: number[] = []
  const look = async () => {
    await nextTurn()
    seen.push((await overview.read()).total_events)
  }
  await look()
  isSlow = true
  nowMs += 2_000
  rows = 200
  await look()
  rows = 300
  users.resolve(undefined)
  await look()
  counts.resolve(undefined)
  await look()
  expect(seen).toEqual([100, 100, 100, 200])
})
