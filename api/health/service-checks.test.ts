import { expect, test } from 'vitest'
import { ServiceChecks } from './service-checks.ts'

test('tells who is up, and why another is not', async () => {
  const checks = new ServiceChecks(
    {
      clickhouse: {
        description: 'ClickHouse',
        check: () => Promise.resolve({ description: 'there', version: '26.7' }),
      },
      redis: { description: 'Redis at here', check: () => Promise.reject(new Error('connection refused')) },
      slow: { description: 'slow', check: () => Promise.withResolvers<never>().promise },
    },
    { answerMsMax: 20 },
  )
  expect(checks.latest).toEqual({})
  const expected = {
    clickhouse: { state: 'up', description: 'there', version: '26.7' },
    redis: { state: 'down', description: 'Redis at here', reason: 'connection refused' },
    slow: { state: 'down', description: 'slow', reason: 'no answer within 20 ms' },
  }
  expect(await checks.states()).toEqual(expected)
  expect(checks.latest).toEqual(expected)
})

test('asks once a second at most, together for all who want to know', async () => {
  let nowMs = 0
  let asked = 0
  const check = (): Promise<{ description: string }> => Promise.resolve({ description: String(++asked) })
  const checks = new ServiceChecks({ one: { description: 'one', check } }, { nowMs: () => nowMs })
  await Promise.all([checks.states(), checks.states()])
  nowMs = 999
  expect(await checks.states()).toMatchObject({ one: { description: '1' } })
  nowMs = 1000
  expect(await checks.states()).toMatchObject({ one: { description: '2' } })
  expect(asked).toBe(2)
})
