import { expect, test } from 'vitest'
import { MillraceError } from '@millrace/engine/errors/millrace-error.ts'
import { CachedReads } from '../cache/cached-reads.ts'
import { MemoryCache } from '../cache/memory-cache.ts'
import { KeptReads } from './kept-reads.ts'

function keptReads(sinceMovedMs: () => number, nowMs: () => number): KeptReads {
  const reads = new CachedReads({ cache: new MemoryCache({ nowMs }), onRefreshFailure: () => undefined, nowMs })
  return new KeptReads(reads, { sinceMovedMs, nowMs })
}

test('an answer says its age, and is marked as stale when it is older than it should be', async () => {
  let nowMs = 1_000_000
  const kept = keptReads(
    () => Infinity,
    () => nowMs,
  )
  const read = (produce: () => Promise<string>) => kept.read('/metrics/top', { by: 'url' }, produce)
  const away = (): Promise<string> => Promise.reject(new MillraceError('WAREHOUSE_UNAVAILABLE', 'away'))
  expect(await read(() => Promise.resolve('[]'))).toMatchObject({ body: '[]', headers: { Age: '0' } })
  nowMs += 12_500
  expect((await read(away)).headers).toMatchObject({ Age: '12', 'Cache-Status': 'millrace; hit; ttl=18' })
  nowMs += 30_000
  expect((await read(away)).headers).toMatchObject({
    Age: '42',
    'Cache-Status': 'millrace; hit; ttl=-12; detail=stale',
  })
  nowMs += 600_000
  await expect(read(away)).rejects.toMatchObject({ code: 'WAREHOUSE_UNAVAILABLE' })
})

test('while data flows an answer is made anew after a second, else after ten', async () => {
  for (const [sinceMovedMs, freshMs] of [
    [0, 1_000],
    [Infinity, 10_000],
  ] as const) {
    let nowMs = 1_000_000
    let made = 0
    const kept = keptReads(
      () => sinceMovedMs,
      () => nowMs,
    )
    const read = () => kept.read('/metrics/overview', {}, () => Promise.resolve(String(++made)))
    await read()
    nowMs += freshMs
    await read()
    expect(made).toBe(1)
    nowMs += 1
    await read()
    await expect.poll(() => made).toBe(2)
  }
})

test.each([100, 1_500, 5_000, 29_000])(
  'the last rows are in the answer soon after data stopped, for who asks every %d ms',
  async (pollMs) => {
    let nowMs = 1_000_000
    let rows = 0
    let movedAtMs = nowMs
    const kept = keptReads(
      () => nowMs - movedAtMs,
      () => nowMs,
    )
    const read = async () =>
      Number((await kept.read('/metrics/overview', {}, () => Promise.resolve(String(rows)))).body)
    for (let poll = 0; poll < 20; poll++) {
      rows++
      movedAtMs = nowMs
      await read()
      nowMs += pollMs
    }
    rows++
    movedAtMs = nowMs
    while ((await read()) < rows) nowMs += pollMs
    expect(nowMs - movedAtMs).toBeLessThanOrEqual(1_000 + 2 * pollMs)
    if (pollMs > 2_000) expect(nowMs).toBe(movedAtMs) // it waits for a new answer then
  },
)

test('who asks first after data flowed, unwatched, gets no answer from before', async () => {
  let nowMs = 1_000_000
  let movedAtMs = -Infinity
  let rows = 0
  const kept = keptReads(
    () => nowMs - movedAtMs,
    () => nowMs,
  )
  const read = async () => (await kept.read('/metrics/overview', {}, () => Promise.resolve(String(rows)))).body
  expect(await read()).toBe('0')
  nowMs += 5_000
  rows = 7
  movedAtMs = nowMs
  nowMs += 20_000
  expect(await read()).toBe('7')
})

test('what differs in its query is another answer', async () => {
  const kept = keptReads(
    () => 0,
    () => 0,
  )
  const read = (query: object, body: string) => kept.read('/metrics/top', query, () => Promise.resolve(body))
  await read({ by: 'url' }, 'urls')
  expect((await read({ by: 'country' }, 'countries')).body).toBe('countries')
  expect((await read({ by: 'url' }, 'others')).body).toBe('urls')
})
