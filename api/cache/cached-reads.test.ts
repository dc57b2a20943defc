import { setImmediate as nextTurn } from 'node:timers/promises'
import { MillraceError } from '@millrace/engine/errors/millrace-error.ts'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Cache } from './cache.ts'
import { CachedReads, type ReadAnswer } from './cached-reads.ts'
import { MemoryCache } from './memory-cache.ts'

const startMs = 1_800_000_000_000
const policy = { freshMs: 5_000, ttlMs: 30_000, staleMsMax: 600_000 }
const away = (): MillraceError => new MillraceError('WAREHOUSE_UNAVAILABLE', 'away')

let nowMs: number
let reads: CachedReads
let refreshFailures: unknown[]
/** Calls of `produce` that are under way. */
let making: PromiseWithResolvers<string>[]
let made: number

function open(cache: Cache = new MemoryCache({ nowMs: () => nowMs })): CachedReads {
  return new CachedReads({ cache, nowMs: () => nowMs, onRefreshFailure: (error) => refreshFailures.push(error) })
}

beforeEach(() => {
  nowMs = startMs
  refreshFailures = []
  making = []
  made = 0
  reads = open()
})

const produce = (): Promise<string> => {
  made++
  const call = Promise.withResolvers<string>()
  making.push(call)
  return call.promise
}

async function finish(end: string | Error): Promise<void> {
  await nextTurn()
  for (const call of making.splice(0)) {
    if (typeof end === 'string') call.resolve(end)
    else call.reject(end)
  }
  await nextTurn()
}

async function readNow(end: string | Error, key = 'a'): Promise<ReadAnswer> {
  const [answer] = await Promise.all([reads.read(key, produce, policy), finish(end)])
  return answer
}

describe('a key that is asked for', () => {
  test('the first time is made, and then kept while fresh', async () => {
    expect(await readNow('1')).toEqual({ body: '1', madeAtMs: startMs, isStale: false })
    nowMs += 5_000
    expect(await reads.read('a', produce, policy)).toEqual({ body: '1', madeAtMs: startMs, isStale: false })
    expect(made).toBe(1)
    expect(reads.counters).toEqual({ hits: 1, misses: 1, stale: 0, refreshes: 0, refreshFailures: 0 })
  })

  test('when due is given at once, and made anew once meanwhile', async () => {
    await readNow('1')
    nowMs += 5_001
    const answers = await Promise.all([1, 2, 3].map(() => reads.read('a', produce, policy)))
    expect(answers.map(({ body }) => body)).toEqual(['1', '1', '1'])
    expect(made).toBe(2)
    await finish('2')
    expect(await reads.read('a', produce, policy)).toEqual({ body: '2', madeAtMs: startMs + 5_001, isStale: false })
    expect(reads.counters).toMatchObject({ hits: 4, misses: 1, refreshes: 1 })
  })

  test('is due when the policy says so at that moment', async () => {
    let freshMs = 5_000
    const moving = { ...policy, freshMs: () => freshMs }
    await Promise.all([reads.read('a', produce, moving), finish('1')])
    nowMs += 2_000
    await reads.read('a', produce, moving)
    expect(made).toBe(1)
    freshMs = 1_000
    await reads.read('a', produce, moving)
    expect(made).toBe(2)
  })

  test('when too old is waited for', async () => {
    await readNow('1')
    nowMs += 30_001
    expect(await readNow('2')).toMatchObject({ body: '2', isStale: false })
    expect(reads.counters).toMatchObject({ hits: 0, misses: 2, refreshes: 0 })
  })

  test('counts its age from when making began', async () => {
    const reading = reads.read('a', produce, policy)
    await nextTurn()
    nowMs += 6_000
    await finish('1')
    expect(await reading).toEqual({ body: '1', madeAtMs: startMs, isStale: false })
    await reads.read('a', produce, policy)
    expect(made).toBe(2)
  })

  test('is no other key', async () => {
    expect(await readNow('1', 'a')).toMatchObject({ body: '1' })
    expect(await readNow('2', 'b')).toMatchObject({ body: '2' })
  })

  test('and was made by a clock far ahead is made anew, by one a little ahead is fresh', async () => {
    const cache = new MemoryCache({ nowMs: () => nowMs })
    reads = open(cache)
    await cache.set('a', { body: 'ahead', madeAtMs: nowMs + 4_000 }, 60_000)
    expect(await reads.read('a', produce, policy)).toMatchObject({ body: 'ahead' })
    await cache.set('a', { body: 'far ahead', madeAtMs: nowMs + 6_000 }, 60_000)
    expect(await readNow('now')).toMatchObject({ body: 'now' })
  })
})

describe('a failure', () => {
  test("is everybody's who waits, and the next call tries again", async () => {
    const readers = [1, 2, 3].map(() => reads.read('a', produce, policy))
    const failures = Promise.allSettled(readers)
    await finish(new Error('a bug'))
    expect((await failures).map((each) => each.status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(made).toBe(1)
    expect(await readNow('1')).toMatchObject({ body: '1' })
    expect(reads.counters).toMatchObject({ misses: 4 })
  })

  test('at the first step of produce is no different', async () => {
    const failing = (): Promise<string> => {
      throw new Error('at once')
    }
    await expect(reads.read('a', failing, policy)).rejects.toThrow('at once')
    await expect(reads.read('a', failing, policy)).rejects.toThrow('at once')
    expect(await readNow('1')).toMatchObject({ body: '1' })
  })

  test('of a warehouse that is away gives an old answer instead, marked, for a bounded time', async () => {
    await readNow('1')
    nowMs += 30_001
    expect(await readNow(away())).toEqual({ body: '1', madeAtMs: startMs, isStale: true })
    nowMs = startMs + 600_000
    expect(await readNow(away())).toMatchObject({ isStale: true })
    nowMs = startMs + 600_001
    await expect(readNow(away())).rejects.toMatchObject({ code: 'WAREHOUSE_UNAVAILABLE' })
    expect(reads.counters).toMatchObject({ hits: 0, misses: 2, stale: 2 })
  })

  test('that took long to come finds the old answer too old by then', async () => {
    await readNow('1')
    nowMs = startMs + 599_000
    const reading = reads.read('a', produce, policy)
    const failing = expect(reading).rejects.toMatchObject({ code: 'WAREHOUSE_UNAVAILABLE' })
    await nextTurn()
    nowMs += 2_000
    await finish(away())
    await failing
  })

  test('of any other kind passes, whatever is kept', async () => {
    await readNow('1')
    nowMs += 30_001
    const limit = new MillraceError('QUERY_LIMIT', 'too much')
    await expect(readNow(limit)).rejects.toBe(limit)
  })

  test('is not waited for again while the warehouse is known to be away; it is looked for once a second', async () => {
    await readNow('1')
    nowMs += 30_001
    await readNow(away())
    expect(made).toBe(2)
    nowMs += 999
    expect(await reads.read('a', produce, policy)).toMatchObject({ body: '1', isStale: true })
    expect(made).toBe(2)
    nowMs += 1
    for (let reader = 0; reader < 3; reader++)
      expect(await reads.read('a', produce, policy)).toMatchObject({ body: '1', isStale: true })
    expect(made).toBe(3)
    await finish('2')
    expect(await reads.read('a', produce, policy)).toMatchObject({ body: '2', isStale: false })
    expect(reads.counters).toMatchObject({ stale: 5, refreshes: 1, refreshFailures: 0 })
  })

  test('long ago says nothing of now: the reader waits', async () => {
    await readNow('1')
    nowMs += 30_001
    await readNow(away())
    nowMs += 10_000
    expect(await readNow('2')).toMatchObject({ body: '2', isStale: false })
  })

  test('in the background is told, and the next attempt is a second later', async () => {
    await readNow('1')
    nowMs += 6_000
    const failed = new Error('a bug')
    await Promise.all([reads.read('a', produce, policy), finish(failed)])
    expect(refreshFailures).toEqual([failed])
    expect(reads.counters).toMatchObject({ refreshes: 1, refreshFailures: 1 })
    nowMs += 999
    expect(await reads.read('a', produce, policy)).toMatchObject({ body: '1', isStale: false })
    expect(made).toBe(2)
    nowMs += 1
    await reads.read('a', produce, policy)
    expect(made).toBe(3)
    await finish('2')
    expect(await reads.read('a', produce, policy)).toMatchObject({ body: '2' })
  })
})

test('however many read at once and whenever they come, a key is made once at a time, and nobody gets it too old', async () => {
  const turns = fc.integer({ min: 0, max: 4 })
  const reader = fc.record({
    key: fc.constantFrom('a', 'b'),
    waitTurns: turns,
    passMs: fc.constantFrom(0, 0, 3_000, 40_000),
  })
  const scenario = fc.record({
    readers: fc.array(reader, { minLength: 1, maxLength: 40 }),
    makeTurns: turns,
    getTurns: turns,
  })
  await fc.assert(
    fc.asyncProperty(scenario, async ({ readers, makeTurns, getTurns }) => {
      nowMs = startMs
      const memory = new MemoryCache({ nowMs: () => nowMs })
      const slow: Cache = {
        get: (key) => after(getTurns, () => memory.get(key)),
        set: (key, answer, ttlMs) => memory.set(key, answer, ttlMs),
      }
      const subject = open(slow)
      const inFlight = new Map<string, number>()
      let isAnyPassed = false
      let calls = 0
      const answers: Promise<void>[] = []
      for (const { key, waitTurns, passMs } of readers) {
        await after(waitTurns, () => undefined)
        // Whoever joins a call that is under way gets what it gives, however long ago it began.
        if ([...inFlight.values()].every((calls) => calls === 0)) {
          nowMs += passMs
          isAnyPassed ||= passMs > 0
        }
        const make = async (): Promise<string> => {
          calls++
          inFlight.set(key, (inFlight.get(key) ?? 0) + 1)
          expect(inFlight.get(key)).toBe(1)
          await after(makeTurns, () => undefined)
          inFlight.set(key, 0)
          return key
        }
        const askedAtMs = nowMs
        const answer = subject.read(key, make, policy).then(({ body, madeAtMs, isStale }) => {
          expect([body, isStale]).toEqual([key, false])
          expect(askedAtMs - madeAtMs).toBeLessThanOrEqual(policy.ttlMs)
        })
        answer.catch(() => undefined) // it is looked at below
        answers.push(answer)
      }
      await Promise.all(answers)
      if (!isAnyPassed) expect(calls).toBe(new Set(readers.map(({ key }) => key)).size)
    }),
    { numRuns: 300 },
  )
})

async function after<Value>(turns: number, value: () => Value | Promise<Value>): Promise<Value> {
  for (let turn = 0; turn < turns; turn++) await nextTurn()
  return value()
}
