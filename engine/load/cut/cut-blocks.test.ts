import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cutBlocks, type FileBlock } from './cut-blocks.ts'
import { scanCsv } from './scan-csv.ts'
import { scanJson, trimJson } from './scan-json.ts'
import type { ScanRecords } from './scan-records.ts'

const limits = { blockBytesMax: 64, recordsMax: 5, recordBytesMax: 2_048 }
const endless = { recordBytesMax: 1_000_000 }

async function blocksOf(
  scanRecords: ScanRecords,
  content: Buffer,
  chunkBytes: number,
  start = 0,
  { recordBytesMax }: { readonly recordBytesMax: number } = limits,
): Promise<FileBlock[]> {
  function* chunks(): Generator<Uint8Array> {
    for (let at = 0; at < content.byteLength; at += chunkBytes) yield content.subarray(at, at + chunkBytes)
  }
  async function* arriving(): AsyncGenerator<Uint8Array> {
    for (const chunk of chunks()) yield await Promise.resolve(chunk)
  }
  const blocks: FileBlock[] = []
  for await (const block of cutBlocks(arriving(), start, scanRecords, { ...limits, recordBytesMax })) blocks.push(block)
  return blocks
}

const field = fc.oneof(
  fc.stringMatching(/^[a-z" ]{0,12}$/).map((text) => `x${text}`),
  fc.string({ maxLength: 40 }).map((text) => ` "${text.replaceAll('"', '""')}"`),
  fc.constantFrom('""', '" "" "', '"a\n""\n,"', '', '7'),
)
const csvRow = fc.array(field, { minLength: 1, maxLength: 5 }).map((fields) => fields.join(','))
const json = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.array(fc.dictionary(fc.string(), fc.string()))))

describe.each([
  { name: 'CSV', record: csvRow, between: ['\n', '\r\n'], scan: scanCsv },
  {
    name: 'JSON',
    record: json.map((row) => JSON.stringify(row)),
    between: ['\n', ' ', ',\r\n', ''],
    scan: scanJson,
  },
])('$name', ({ record, between, scan }) => {
  test('blocks are whole records, all of them, cut at the same places however the bytes come', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { maxLength: 30 }),
        fc.constantFrom(...between),
        fc.boolean(),
        fc.integer({ min: 1, max: 100 }),
        async (records, separator, hasEnd, chunkBytes) => {
          const content = Buffer.from(records.join(separator) + (hasEnd && records.length > 0 ? separator : ''))
          const blocks = await blocksOf(scan, content, chunkBytes, 7, endless)
          expect(Buffer.concat(blocks.map(({ bytes }) => bytes)).equals(content)).toBe(true)
          const ends = blocks.map(({ end }) => end)
          expect(blocks.map(({ start }) => start)).toEqual([7, ...ends].slice(0, -1))
          expect(Math.max(0, ...blocks.map((block) => block.records))).toBeLessThanOrEqual(limits.recordsMax)
          const recordEnds = endsOf(records, separator, 7)
          expect(ends.filter((end) => !recordEnds.has(end) && end !== 7 + content.byteLength)).toEqual([])
          const again = await blocksOf(scan, content, 1_000, 7, endless)
          expect(again.map(({ end }) => end)).toEqual(ends)
        },
      ),
      { numRuns: 100, endOnFailure: true },
    )
  })
})

/** Where each record ends: before what separates it from the next, or behind that. */
function endsOf(records: readonly string[], separator: string, start: number): Set<number> {
  const ends = new Set<number>()
  let at = start
  for (const record of records) {
    at += Buffer.byteLength(record)
    ends.add(at)
    at += Buffer.byteLength(separator)
    ends.add(at)
  }
  return ends
}

test('CSV rows are counted, one that has no end too', async () => {
  const blocks = await blocksOf(scanCsv, Buffer.from('1,a\n2,"b\nb"\n3,c"\n4,d'), 3)
  expect(blocks.map(({ records }) => records)).toEqual([4])
})

test('no more rows than may be in a block', async () => {
  const blocks = await blocksOf(scanCsv, Buffer.from('1\n'.repeat(13)), 100)
  expect(blocks.map(({ records, recordsBefore }) => [recordsBefore, records])).toEqual([
    [0, 5],
    [5, 5],
    [10, 3],
  ])
})

test('a row that is longer than a block is a block; one that has no end is refused', async () => {
  const long = `"${'x'.repeat(500)}"\n`
  const blocks = await blocksOf(scanCsv, Buffer.from(`1\n${long}2\n`), 50)
  expect(blocks.map(({ bytes }) => bytes.byteLength)).toEqual([2, 505])
  const failure = blocksOf(scanCsv, Buffer.from(`1\n"${'x\n'.repeat(5_000)}`), 50)
  await expect(failure).rejects.toThrow(/a row has more than 2048 bytes/)
  await expect(failure).rejects.toMatchObject({ place: { row: 2, byte: 2 } })
})

test('objects in an array, without what is around them', async () => {
  const blocks = await blocksOf(scanJson, Buffer.from('[\n {"a":[1,{"b":"}"}]},\n {"a":"\\"{"}\n]\n'), 4)
  const texts = blocks.map(({ bytes }) => Buffer.from(trimJson(bytes)).toString())
  expect(texts.join('|')).toBe('{"a":[1,{"b":"}"}]},\n {"a":"\\"{"}')
})
