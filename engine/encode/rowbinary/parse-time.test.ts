import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDay, parseTime } from './parse-time.ts'

describe('parseDay', () => {
  it('reads what Date writes, for every day from year 0 to 9999', () => {
    fc.assert(
      fc.property(fc.integer({ min: -719_528, max: 2_932_896 }), (days) => {
        expect(parseDay(new Date(days * 86_400_000).toISOString().slice(0, 10))).toBe(days)
      }),
    )
  })

  it.each([
    '2024-02-30',
    '2023-02-29',
    '2024-00-01',
    '2024-13-01',
    '2024-01-00',
    '2024-1-1',
    '20240101',
    ' 2024-01-01',
    '',
  ])('takes %j for no day', (text) => expect(parseDay(text)).toBeUndefined())
})

describe('parseTime', () => {
  it('reads what Date writes', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('0000-01-01Z'), max: new Date('9999-12-31Z'), noInvalidDate: true }),
        (date) => {
          const { seconds = NaN, nanoseconds = NaN } = parseTime(date.toISOString(), false) ?? {}
          expect(seconds * 1000 + nanoseconds / 1e6).toBe(date.getTime())
        },
      ),
    )
  })

  it.each([
    ['1970-01-01 00:00:01', 1, 0],
    ['1970-01-01T00:00:01.000000001Z', 1, 1],
    ['1970-01-01T00:00:01.5Z', 1, 500_000_000],
    ['1970-01-01T01:00:00+01:00', 0, 0],
    ['1970-01-01T01:00:00-0130', 9000, 0],
    ['1969-12-31T23:59:59.9Z', -1, 900_000_000],
  ])('reads %s', (text, seconds, nanoseconds) => {
    expect(parseTime(text, true)).toEqual({ seconds, nanoseconds })
  })

  it.each([
    '1970-01-01',
    '1970-01-01T24:00:00Z',
    '1970-01-01T00:60:00Z',
    '1970-01-01T00:00:60Z',
    '1970-01-01T00:00:00.Z',
    '1970-01-01T00:00:00.0000000001Z',
    '1970-01-01T00:00:00z',
    '1970-02-30T00:00:00Z',
    '1970-01-01T00:00:00+24:00',
    'yesterday',
  ])('takes %s for no time', (text) => expect(parseTime(text, true)).toBeUndefined())

  it('wants an offset where the zone is not UTC', () => {
    expect(parseTime('1970-01-01 00:00:00', false)).toBeUndefined()
  })
})
