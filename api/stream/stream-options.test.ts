import { expect, test } from 'vitest'
import { parseStreamOptions } from './stream-options.ts'

test('what is not given follows from the rate', () => {
  expect(parseStreamOptions({})).toEqual({
    rate: 1_000,
    via: 'http',
    seconds: undefined,
    eventsPerRequest: 10,
    burst: 1,
    lateShare: 0,
    duplicateShare: 0,
    seed: undefined,
  })
  expect(parseStreamOptions({ RATE: '5' }).eventsPerRequest).toBe(1)
  expect(parseStreamOptions({ RATE: '1e6' }).eventsPerRequest).toBe(1_000)
})

test.each([
  ['50000', 50_000],
  ['50_000', 50_000],
  ['5e4', 50_000],
  ['50k', 50_000],
  ['1.5M', 1_500_000],
  ['.5', 0.5],
])('RATE=%s', (text, rate) => {
  expect(parseStreamOptions({ RATE: text }).rate).toBe(rate)
})

test.each([
  [{ RATE: '0' }, 'RATE=0 is not valid: it may be a number from 0.1'],
  [{ RATE: 'fast' }, 'RATE=fast is not valid'],
  [{ VIA: 'pigeon' }, 'VIA=pigeon is not valid: it may be http, grpc, staging'],
  [{ DUPLICATES: '2' }, 'DUPLICATES=2 is not valid: it may be a number from 0 to 1'],
  [{ PER_REQUEST: '-1' }, 'PER_REQUEST=-1 is not valid'],
])('%j is refused', (raw, message) => {
  expect(() => parseStreamOptions(raw)).toThrow(message)
})
