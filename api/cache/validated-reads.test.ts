import { setImmediate as nextTurn } from 'node:timers/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ValidatedReads } from './validated-reads.ts'

test('the same version gives the kept answer, another makes it anew, none keeps nothing', async () => {
  let version: string | undefined = '1'
  let made = 0
  const reads = new ValidatedReads<{ made: number }>(() => Promise.resolve(version))
  const read = (): Promise<{ made: number }> => reads.read('a', () => Promise.resolve({ made: ++made }))
  expect(await Promise.all([read(), read()])).toEqual([{ made: 1 }, { made: 1 }])
  expect(await reads.read('b', () => Promise.resolve({ made: -1 }))).toEqual({ made: -1 })
  version = '2'
  expect(await read()).toEqual({ made: 2 })
  version = undefined
  expect([await read(), await read()]).toEqual([{ made: 3 }, { made: 4 }])
})

test('a failure is not kept', async () => {
  const reads = new ValidatedReads<object>(() => Promise.resolve('1'))
  await expect(reads.read('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away')
  expect(await reads.read('a', () => Promise.resolve({ ok: true }))).toEqual({ ok: true })
})

test('whatever was there when a read came is in its answer', async () => {
  const step = fc.constantFrom('write', 'read', 'wait')
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      let rows = 0
      const later = async <Value>(value: () => Value): Promise<Value> => {
        await nextTurn()
        const read = value()
        await nextTurn()
        return read
      }
      const reads = new ValidatedReads<{ rows: number }>(() => later(() => String(rows)))
      const checks: Promise<void>[] = []
      for (const each of steps) {
        if (each === 'write') rows++
        else if (each === 'wait') await nextTurn()
        else {
          const there = rows
          const answer = reads.read('page', () => later(() => ({ rows })))
          checks.push(answer.then((page) => expect(page.rows).toBeGreaterThanOrEqual(there)))
        }
      }
      await Promise.all(checks)
    }),
    { numRuns: 200 },
  )
})
