import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeCursor, encodeCursor } from './cursor.ts'
import { InvalidCursorError } from './invalid-cursor-error.ts'

const table = '5e2f7b36-6a3e-4a35-9f5b-6c3df7f1a001'
const scope = ['asc', null, 1_764_000_000_000, [{ column: 'event_type', value: 'click' }]]
const key = fc.record({ timeMs: fc.integer({ min: 0, max: 4_291_747_200_000 }), id: fc.uuid() })

test('what goes in comes out, in letters that an address takes as they are', () => {
  fc.assert(
    fc.property(key, fc.jsonValue(), fc.uuid(), (event, anyScope, tableUuid) => {
      const cursor = encodeCursor(event, anyScope, tableUuid)
      expect(cursor).toMatch(/^[\w-]{1,200}$/)
      expect(decodeCursor(cursor, anyScope, tableUuid)).toEqual(event)
    }),
  )
})

test('a cursor with any byte changed is refused', () => {
  const bytes = Buffer.from(
    encodeCursor({ timeMs: 1_764_000_000_123, id: '01a1759a-06f8-729e-86e6-86884c41169f' }, scope, table),
    'base64url',
  )
  for (let at = 0; at < bytes.length; at++) {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 255 }), (flipped) => {
        const changed = Buffer.from(bytes)
        changed.writeUInt8(bytes.readUInt8(at) ^ flipped, at)
        expect(() => decodeCursor(changed.toString('base64url'), scope, table)).toThrow(InvalidCursorError)
      }),
      { numRuns: 20 },
    )
  }
})

test('a cursor with any letter changed, left out or added is refused', () => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  const letter = fc.nat({ max: 63 }).map((index) => alphabet.charAt(index))
  fc.assert(
    fc.property(key, fc.nat(), letter, fc.constantFrom('change', 'leave out', 'add'), (event, place, other, what) => {
      const cursor = encodeCursor(event, scope, table)
      const at = place % cursor.length
      const rest = cursor.slice(what === 'add' ? at : at + 1)
      const changed = cursor.slice(0, at) + (what === 'leave out' ? '' : other) + rest
      fc.pre(changed !== cursor)
      expect(() => decodeCursor(changed, scope, table)).toThrow(InvalidCursorError)
    }),
  )
})

test('a cursor whose last letter says the same is refused too', () => {
  const cursor = encodeCursor({ timeMs: 1, id: '01a1759a-06f8-729e-86e6-86884c41169f' }, scope, table)
  const sameBytes = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'.matchAll(/./g)]
    .map(([letter]) => cursor.slice(0, -1) + letter)
    .filter((other) => other !== cursor && Buffer.from(other, 'base64url').equals(Buffer.from(cursor, 'base64url')))
  expect(sameBytes).not.toEqual([])
  for (const other of sameBytes) expect(() => decodeCursor(other, scope, table)).toThrow(InvalidCursorError)
})

test('what was never a cursor is refused', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), (text) => {
      expect(() => decodeCursor(text, scope, table)).toThrow(InvalidCursorError)
    }),
  )
})

test('a cursor of other filters, of another order, and of a table that is gone is refused with its reason', () => {
  const cursor = encodeCursor({ timeMs: 1, id: 'x' }, scope, table)
  expect(() => decodeCursor(cursor, ['desc', ...scope.slice(1)], table)).toThrow('another order')
  expect(() => decodeCursor(cursor, [...scope.slice(0, 3), []], table)).toThrow('other filters')
  expect(() => decodeCursor(cursor, scope, '5e2f7b36-6a3e-4a35-9f5b-6c3df7f1a002')).toThrow('made anew')
  expect(() => decodeCursor(cursor, scope, undefined)).toThrow('made anew')
})
