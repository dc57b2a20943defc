import { NetworkError, ProtocolError } from '@platformatic/kafka'
import { expect, test } from 'vitest'
import { recovering, recoveryPauseMs } from './recovering.ts'

const away = (): never => {
  throw new NetworkError('Connection closed')
}
const { signal } = new AbortController()
const silent = { recoverMsMax: 60_000, onTrouble: () => undefined, signal }

test('what failed because the broker was away is done again', async () => {
  let tries = 0
  const result = await recovering('appending', silent, () => Promise.resolve(++tries < 3 ? away() : 'done'))
  expect([result, tries]).toEqual(['done', 3])
})

test('it gives up when time is up, having said so once the trouble lasted', async () => {
  const troubles: string[] = []
  const onTrouble = ({ message }: Error): number => troubles.push(message)
  const failing = recovering('appending', { ...silent, recoverMsMax: 5_000, onTrouble }, () => Promise.resolve(away()))
  await expect(failing).rejects.toMatchObject({ code: 'STAGING_UNAVAILABLE' })
  expect(troubles.at(-1)).toBe('Kafka failed while appending: Connection closed')
})

test('what Kafka refuses, and what is no error of Kafka, is not tried again', async () => {
  let tries = 0
  const refused = recovering('appending', silent, () => {
    tries++
    throw new ProtocolError('TOPIC_AUTHORIZATION_FAILED')
  })
  await expect(refused).rejects.toMatchObject({ code: 'CONFIG' })
  const bug = recovering('appending', silent, () => {
    tries++
    throw new TypeError('a bug')
  })
  await expect(bug).rejects.toThrow(TypeError)
  expect(tries).toBe(2)
})

test('closing ends the trying at once', async () => {
  const closing = new AbortController()
  const startedAt = performance.now()
  setTimeout(() => closing.abort(), 300)
  const trying = recovering('appending', { ...silent, signal: closing.signal }, () => Promise.resolve(away()))
  await expect(trying).rejects.toMatchObject({ code: 'STAGING_UNAVAILABLE' })
  expect(performance.now() - startedAt).toBeLessThan(600)
})

test('pauses grow, differ, and are bounded', () => {
  const [first, tenth] = [1, 10].map((failures) => Array.from({ length: 100 }, () => recoveryPauseMs(failures)))
  expect(Math.max(...(first ?? []))).toBeLessThanOrEqual(100)
  expect(Math.max(...(tenth ?? []))).toBeLessThanOrEqual(2_000)
  expect(Math.min(...(tenth ?? []))).toBeGreaterThanOrEqual(1_000)
  expect(new Set(tenth).size).toBeGreaterThan(50)
})
