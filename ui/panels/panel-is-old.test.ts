import { expect, test } from 'vitest'
import { ApiError } from '../connect/api-error.ts'
import { panelIsOld } from './panel-is-old.ts'

const answered = { value: [], error: undefined, answeredAtMs: 1_000 }
const failed = (kind: ApiError['kind']) => ({ ...answered, error: new ApiError(kind, kind) })

test('an answer from before the connection broke is old at once, one that came after it is not', () => {
  expect(panelIsOld(answered, undefined)).toBe(false)
  expect(panelIsOld(answered, 1_001)).toBe(true)
  expect(panelIsOld(answered, 1_000)).toBe(false)
})

test('so is one that the API could not renew, or would not', () => {
  expect(panelIsOld(failed('away'), undefined)).toBe(true)
  expect(panelIsOld(failed('limited'), undefined)).toBe(true)
})

test('what failed for itself is said by a note, and not by a mark', () => {
  expect(panelIsOld(failed('overloaded'), undefined)).toBe(false)
  expect(panelIsOld(failed('overloaded'), 2_000)).toBe(false)
})

test('nothing has no age', () => {
  expect(panelIsOld({ value: undefined, error: undefined, answeredAtMs: undefined }, 2_000)).toBe(false)
})
