import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, expect, test } from 'vitest'
import type { Arena } from './contender.ts'
import { testArena } from './testing/test-arena.ts'
import { untilQuiet } from './until-quiet.ts'

let arena: Arena
beforeAll(async () => {
  arena = await testArena({ rows: 1 })
})

test('waits while the server works, and not longer', async () => {
  let isWorking = true
  const query =
    "SELECT count() FROM numbers(1e12) WHERE NOT ignore(cityHash64(number)) SETTINGS max_execution_time = 2, timeout_overflow_mode = 'break'"
  const work = arena.warehouse.text(query).finally(() => (isWorking = false))
  await sleep(300)
  await untilQuiet(arena)
  expect(isWorking).toBe(false)
  await work
  const startedAtMs = performance.now()
  await untilQuiet(arena)
  expect(performance.now() - startedAtMs).toBeLessThan(5_000)
})
