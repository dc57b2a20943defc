import { qualifiedName } from '@millrace/schemas/ddl/identifier.ts'
import { beforeAll, expect, test, vi } from 'vitest'
import { Schedule } from '../measure/schedule.ts'
import { runSchema } from '../report/bench-report.ts'
import type { Arena, Contender } from './contender.ts'
import { runContenders } from './run-contenders.ts'

import { testArena } from './testing/test-arena.ts'

let arena: Arena
beforeAll(async () => {
  arena = await testArena({ rows: 1000 })
})

const ready = (): Promise<undefined> => Promise.resolve(undefined)
const observer = () => ({ schedule: new Schedule(), notify: vi.fn(), starts: vi.fn(), measured: vi.fn() })
const never = new AbortController().signal

async function insertRows({ warehouse, dataset, rows }: Arena): Promise<void> {
  const table = qualifiedName(warehouse.database, dataset.name)
  await warehouse.command(`INSERT INTO ${table} (ts) SELECT toDateTime('2026-11-01') + number FROM numbers(${rows})`)
}

function contender(id: string, more: Partial<Contender> = {}): Contender {
  return {
    id,
    kind: 'seed',
    title: id,
    prepare: ready,
    async measure(where) {
      await insertRows(where)
      return { rows: where.rows, seconds: 0.5, programCpuSeconds: 0 }
    },
    ...more,
  }
}

test('each is measured once a round into empty tables, a peer in three rounds at most, in turns', async () => {
  const watching = observer()
  const order: string[] = []
  const noted = (id: string, kind: Contender['kind']): Contender => ({
    ...contender(id, { kind }),
    measure(where) {
      order.push(id)
      return contender(id).measure(where)
    },
  })
  const contenders = [noted('a', 'seed'), noted('b', 'peer')]
  const { results, skipped } = await runContenders(arena, { contenders, rounds: 4, observer: watching, signal: never })
  expect(skipped).toEqual([])
  expect(order.join('')).toBe('ababbaa')
  expect(results.map(({ id, rowsPerSecond }) => [id, rowsPerSecond.samples])).toEqual([
    ['a', [2000, 2000, 2000, 2000]],
    ['b', [2000, 2000, 2000]],
  ])
  expect(results[0]?.left?.parts).toBeGreaterThan(0)
  expect(results[0]?.left?.rollupBytesPerRow).toBeGreaterThan(0)
  for (const result of results) expect(runSchema.parse(result)).toEqual(result)
  expect(watching.schedule.secondsLeft).toBe(0)
})

test('who cannot take part, fails, or says more than is true is skipped with the reason, closed, and the others go on', async () => {
  const close = vi.fn(() => Promise.reject(new Error('it is stuck')))
  let measuredCount = 0
  const failing: Contender['measure'] = async (where) => {
    if (++measuredCount === 2) throw new Error('no more')
    return contender('').measure(where)
  }
  const watching = observer()
  const { results, skipped } = await runContenders(arena, {
    contenders: [
      contender('absent', { prepare: () => Promise.resolve('there is no Go') }),
      contender('broken', { prepare: () => Promise.reject(new Error('it does not build')), close }),
      contender('liar', { measure: () => Promise.resolve({ rows: 5, seconds: 1 }) }),
      contender('tired', { measure: failing, close }),
      contender('good'),
    ],
    rounds: 3,
    observer: watching,
    signal: never,
  })
  expect(skipped).toEqual([
    { what: 'absent', why: 'there is no Go' },
    { what: 'broken', why: 'it does not build' },
    { what: 'liar', why: 'liar says that 5 rows are in, and the table has 0' },
    { what: 'tired', why: 'after 1 rounds: no more' },
  ])
  expect(results.map(({ id, rowsPerSecond }) => [id, rowsPerSecond.samples.length])).toEqual([
    ['tired', 1],
    ['good', 3],
  ])
  expect(close).toHaveBeenCalledTimes(2)
  expect(watching.notify).toHaveBeenCalledWith('tired left something behind: it is stuck')
  expect(watching.schedule.secondsLeft).toBe(0)
})

test('when it is interrupted, what was measured until then is the result, and all are closed', async () => {
  const controller = new AbortController()
  const close = vi.fn(ready)
  const stopping = contender('second', {
    close,
    measure() {
      controller.abort()
      return Promise.reject(new Error('killed'))
    },
  })
  const contenders = [contender('first', { close }), stopping, contender('third', { close })]
  const { signal } = controller
  const { results, skipped } = await runContenders(arena, { contenders, rounds: 3, observer: observer(), signal })
  expect(results.map(({ id }) => id)).toEqual(['first'])
  expect(skipped).toEqual([])
  expect(close).toHaveBeenCalledTimes(3)
})
