import fc from 'fast-check'
import { expect, test } from 'vitest'
import { coarsestFor, rangePieces, type Source } from './range-pieces.ts'

const at = (text: string): number => Date.parse(`2026-11-24T${text}Z`)
const widthMs: Readonly<Record<Source, number>> = { raw: 1, minute: 60_000, hour: 3_600_000 }
const rank: readonly Source[] = ['raw', 'minute', 'hour']
const timeMs = fc.integer({ min: 0, max: 3 * 86_400_000 })
const source = fc.constantFrom(...rank)

test('the interior comes from hours, its edges from minutes, the rest from rows', () => {
  expect(rangePieces({ fromMs: at('00:58:30.500'), toMs: at('05:01:00.001') }, 'hour')).toEqual([
    { source: 'raw', fromMs: at('00:58:30.500'), toMs: at('00:59:00') },
    { source: 'minute', fromMs: at('00:59:00'), toMs: at('01:00:00') },
    { source: 'hour', fromMs: at('01:00:00'), toMs: at('05:00:00') },
    { source: 'minute', fromMs: at('05:00:00'), toMs: at('05:01:00') },
    { source: 'raw', fromMs: at('05:01:00'), toMs: at('05:01:00.001') },
  ])
})

test('a range of whole hours needs nothing else, and an open one neither', () => {
  expect(rangePieces({ fromMs: at('01:00:00'), toMs: at('02:00:00') }, 'hour')).toMatchObject([{ source: 'hour' }])
  expect(rangePieces({}, 'hour')).toEqual([{ source: 'hour', fromMs: undefined, toMs: undefined }])
  expect(rangePieces({ fromMs: at('01:00:00') }, 'hour')).toMatchObject([{ source: 'hour', toMs: undefined }])
})

test('pieces follow each other without gap or overlap, each made of whole buckets of its source', () => {
  fc.assert(
    fc.property(timeMs, timeMs, source, (fromMs, toMs, coarsest) => {
      const pieces = rangePieces({ fromMs, toMs }, coarsest)
      if (fromMs >= toMs) {
        expect(pieces).toEqual([])
        return
      }
      expect([pieces[0]?.fromMs, pieces.at(-1)?.toMs]).toEqual([fromMs, toMs])
      for (const [i, piece] of pieces.entries()) {
        const { fromMs: start = NaN, toMs: end = NaN } = piece
        expect(start).toBeLessThan(end)
        expect(start % widthMs[piece.source]).toBe(0)
        expect(end % widthMs[piece.source]).toBe(0)
        expect(rank.indexOf(piece.source)).toBeLessThanOrEqual(rank.indexOf(coarsest))
        if (i > 0) expect(pieces[i - 1]?.toMs).toBe(start)
      }
    }),
  )
})

test('nothing that a coarser source could answer is left to a finer one', () => {
  fc.assert(
    fc.property(timeMs, timeMs, source, (fromMs, toMs, coarsest) => {
      for (const { source: used, fromMs: start = NaN, toMs: end = NaN } of rangePieces({ fromMs, toMs }, coarsest)) {
        const coarser = rank[rank.indexOf(used) + 1]
        if (used === coarsest || coarser === undefined) continue
        const width = widthMs[coarser]
        expect(Math.ceil(start / width) * width + width).toBeGreaterThan(end)
      }
    }),
  )
})

test('an open end is read by the coarsest source, whatever the other end is', () => {
  fc.assert(
    fc.property(timeMs, source, (timeMs, coarsest) => {
      expect(rangePieces({ fromMs: timeMs }, coarsest).at(-1)).toMatchObject({ source: coarsest, toMs: undefined })
      expect(rangePieces({ toMs: timeMs }, coarsest)[0]).toMatchObject({ source: coarsest, fromMs: undefined })
    }),
  )
})

test.each([
  [1, 'raw'],
  [30, 'raw'],
  [60, 'minute'],
  [90, 'raw'],
  [300, 'minute'],
  [3600, 'hour'],
  [5400, 'minute'],
  [86_400, 'hour'],
])('buckets of %d s are made of those of %s', (intervalSeconds, expected) => {
  expect(coarsestFor(intervalSeconds)).toBe(expected)
})
