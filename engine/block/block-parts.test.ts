import { expect, test } from 'vitest'
import { formatBlockParts, parseBlockParts } from './block-parts.ts'

const parts = [
  { frameBytes: 10, rowCount: 1, key: '0'.repeat(32) },
  { frameBytes: 2_000, rowCount: 999, key: '0123456789abcdef0123456789abcdef' },
]
const text = formatBlockParts(parts)

test('parts come back as they were', () => {
  expect(parseBlockParts(text, 2_010, 1_000)).toEqual(parts)
})

test.each([
  [text, 2_011, 1_000, 'they have 2010 bytes'],
  [text, 2_010, 1_001, 'and 1000 rows'],
  [text.slice(0, -1), 2_010, 1_000, 'is not bytes/rows/key'],
  ['', 0, 0, 'is not bytes/rows/key'],
])('%j is not parts of %d bytes and %d rows', (given, frameBytes, rowCount, reason) => {
  expect(() => parseBlockParts(given, frameBytes, rowCount)).toThrow(
    expect.objectContaining({ code: 'CORRUPT_RECORD', message: expect.stringContaining(reason) as string }),
  )
})
