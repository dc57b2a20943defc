import { dateTime, dateTime64, string, uint64, date } from '@millrace/schemas/column/types.ts'
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import { expect, test } from 'vitest'
import type { MeasuredColumn } from '../measure/measured-column.ts'
import type { Point } from '../measure/quantiles.ts'
import { chooseMeasured } from './choose-measured.ts'

const rowCount = 10_000
const march = Date.UTC(2026, 2, 1)
const dayMs = 86_400_000
const choosing = { rowCount, rowTime: { name: 'at', isSpanned: true }, keepsValues: false }

function measured(
  name: string,
  parsed: ColumnType,
  more: Partial<MeasuredColumn>,
  distinctCount = rowCount,
): MeasuredColumn {
  const summary = { nullCount: 0, valueCount: rowCount, distinctCount, min: 0, max: 0, medianLength: 0, timedCount: 0 }
  const column = { name, type: '', defaultKind: '', comment: '', isInSortingKey: false, isInPartitionKey: false }
  return { ...column, parsed, summary, top: [], quantiles: [], lengths: [], delays: [], ...more }
}

const line = (from: number, to: number): Point[] => [
  [0, from],
  [0.05, from + (to - from) * 0.05],
  [0.95, from + (to - from) * 0.95],
  [1, to],
]
const over = (min: number, max: number): Partial<MeasuredColumn> => {
  const { summary } = measured('', uint64, {})
  return { summary: { ...summary, min, max }, quantiles: line(min, max) }
}

test('a time that follows the row is some while after it, after the column itself where no times are given', () => {
  const shipped = measured('shipped', dateTime('UTC'), {
    ...over(march, march + 30 * dayMs),
    delays: line(0, 3_600_000),
  })
  expect(chooseMeasured(shipped, choosing)?.source).toMatchObject({
    from: 'after',
    delay: {
      points: [
        [0, '0ms'],
        [1, '1h'],
      ],
    },
  })
  const unspanned = { ...choosing, rowTime: { name: 'at', isSpanned: false } }
  expect(chooseMeasured(shipped, unspanned)?.source).toMatchObject({ from: 'after', column: 'at' })
})

test('a time that is before the row, or anywhere, is spread by itself', () => {
  const spread = {
    from: 'quantiles',
    points: [
      [0, '2026-03-01'],
      [1, '2026-03-31'],
    ],
  }
  const times = over(march, march + 30 * dayMs)
  expect(chooseMeasured(measured('born', date, { ...times, delays: line(-dayMs, 0) }), choosing)?.source).toEqual(
    spread,
  )
  expect(chooseMeasured(measured('due', date, { ...times, delays: line(0, 40 * dayMs) }), choosing)?.source).toEqual(
    spread,
  )
})

test("the row's own time, where the file says from when to when; else as others", () => {
  const at = measured('at', dateTime64(3, 'UTC'), over(march, march + 3_600_000))
  expect(chooseMeasured(at, choosing)?.source).toEqual({ from: 'time' })
  const unspanned = { ...choosing, rowTime: { name: 'at', isSpanned: false } }
  expect(chooseMeasured(at, unspanned)?.source).toMatchObject({
    from: 'quantiles',
    points: [
      [0, '2026-03-01T00:00:00Z'],
      [1, '2026-03-01T01:00:00Z'],
    ],
  })
})

test('whole numbers, each once and without gaps, are a key; with gaps they are spread', () => {
  expect(chooseMeasured(measured('id', uint64, over(5, 10_004)), choosing)?.source).toEqual({
    from: 'sequence',
    first: 5,
  })
  expect(chooseMeasured(measured('id', uint64, over(5, 20_000)), choosing)?.source).toMatchObject({ from: 'quantiles' })
})

test('texts of which there are too many are made of a number, as frequent as they were', () => {
  const texts = { lengths: line(20, 20), top: [{ text: 'secret', rowCount: 3_000 }] }
  const many = measured('token', string, {
    ...texts,
    summary: { ...measured('', string, {}).summary, valueCount: 10_000_000, distinctCount: 2_000_000 },
  })
  expect(chooseMeasured({ ...many, top: [{ text: 'secret', rowCount: 3_000_000 }] }, choosing)).toMatchObject({
    source: { from: 'template', template: '{token_number:hash20}' },
    hidden: {
      name: 'token_number',
      source: { from: 'quantiles', points: expect.arrayContaining([[0.3, 1]]) as unknown },
    },
  })
})

test('nothing is chosen where nothing was seen', () => {
  const { summary } = measured('', uint64, {})
  expect(
    chooseMeasured(measured('empty', uint64, { summary: { ...summary, valueCount: 0 } }), choosing),
  ).toBeUndefined()
})

test('frequent texts keep their lengths, in bytes, and nothing else', () => {
  const top = ['näher', 'far away'].map((text, i) => ({ text, rowCount: 2_000 - i * 500 }))
  const lengths: Point[] = [
    [0, 6],
    [1, 20],
  ]
  expect(chooseMeasured(measured('place', string, { top, lengths }, 1_000), choosing)?.source).toMatchObject({
    from: 'words',
    topLengths: [6, 8],
    top: [0.2, 0.15],
  })
})
