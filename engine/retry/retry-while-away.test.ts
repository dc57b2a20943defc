import { expect, test } from 'vitest'
import { MillraceError } from '../errors/millrace-error.ts'
import { retryWhileAway } from './retry-while-away.ts'

const away = (): MillraceError => new MillraceError('WAREHOUSE_UNAVAILABLE', 'away')

test('tries again until it succeeds, and tells of each new try', async () => {
  let attempts = 0
  const told: unknown[] = []
  const result = await retryWhileAway({ retrySecondsMax: 10, onRetry: (error) => told.push(error) }, () =>
    ++attempts < 3 ? Promise.reject(away()) : Promise.resolve('in'),
  )
  expect(result).toBe('in')
  expect(told.length).toBe(2)
})

test.each([new MillraceError('WAREHOUSE_REJECTED', 'no'), new Error('a bug')])(
  '%s is not tried again',
  async (error) => {
    let attempts = 0
    const failing = retryWhileAway({ retrySecondsMax: 10 }, () => {
      attempts++
      return Promise.reject(error)
    })
    await expect(failing).rejects.toBe(error)
    expect(attempts).toBe(1)
  },
)

test('gives up after its time, with the last failure', async () => {
  let attempts = 0
  const failing = retryWhileAway({ retrySecondsMax: 0.3 }, () => {
    attempts++
    return Promise.reject(away())
  })
  await expect(failing).rejects.toMatchObject({ code: 'WAREHOUSE_UNAVAILABLE' })
  expect(attempts).toBeGreaterThan(1)
})

test('an interrupt ends it at the next failure', async () => {
  const interrupt = new AbortController()
  interrupt.abort()
  let attempts = 0
  const failing = retryWhileAway({ retrySecondsMax: 10, signal: interrupt.signal }, () => {
    attempts++
    return Promise.reject(away())
  })
  await expect(failing).rejects.toMatchObject({ code: 'WAREHOUSE_UNAVAILABLE' })
  expect(attempts).toBe(1)
})
