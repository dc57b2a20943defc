// What `cache.ts` promises, as tests that every adapter passes.
import { beforeEach, describe, expect, test } from 'vitest'
import type { Cache } from './cache.ts'

interface CacheSubject {
  readonly cache: Cache
  /** Moves the clock of the cache. */
  readonly pass: (milliseconds: number) => Promise<void>
}

/** `open` opens a cache that is empty. */
export function describeCache(name: string, open: () => Promise<CacheSubject>): void {
  describe(`cache ${name}`, () => {
    let subject: CacheSubject
    beforeEach(async () => {
      subject = await open()
    })

    test('gives what was set, and nothing under another key', async () => {
      const answer = { body: '{"größe":"\u{1F4C8}"}\n', madeAtMs: 1_700_000_000_123 }
      await subject.cache.set('a', answer, 60_000)
      expect(await subject.cache.get('a')).toEqual(answer)
      expect(await subject.cache.get('A')).toBeUndefined()
    })

    test('gives it at once, without waiting for the set', async () => {
      const setting = subject.cache.set('a', { body: '1', madeAtMs: 1 }, 60_000)
      expect(await subject.cache.get('a')).toEqual({ body: '1', madeAtMs: 1 })
      await setting
    })

    test('the later set counts', async () => {
      await subject.cache.set('a', { body: '1', madeAtMs: 1 }, 60_000)
      await subject.cache.set('a', { body: '', madeAtMs: 2 }, 60_000)
      expect(await subject.cache.get('a')).toEqual({ body: '', madeAtMs: 2 })
    })

    test('forgets when the time is over', async () => {
      await subject.cache.set('short', { body: '1', madeAtMs: 1 }, 100)
      await subject.cache.set('long', { body: '2', madeAtMs: 2 }, 60_000)
      await subject.pass(150)
      expect(await subject.cache.get('short')).toBeUndefined()
      expect(await subject.cache.get('long')).toEqual({ body: '2', madeAtMs: 2 })
    })

    test('keeps four megabytes as they are', async () => {
      const body = JSON.stringify(Array.from({ length: 100_000 }, (_, index) => ({ index, url: '/straße/ü' })))
      expect(Buffer.byteLength(body)).toBeGreaterThan(3_500_000)
      await subject.cache.set('large', { body, madeAtMs: 1 }, 60_000)
      const kept = await subject.cache.get('large')
      expect(kept?.body === body).toBe(true)
    })
  })
}
