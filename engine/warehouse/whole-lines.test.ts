import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { failureOf } from '../testing/failure-of.ts'
import { WholeLines } from './whole-lines.ts'

const rows = '{"n":1}\n{"n":2}\n{"n":3}\n'
const failure =
  '{"n":4\r\n__exception__\r\nabcdefghijklmnop\nCode: 159. DB::Exception: Timeout exceeded: elapsed 1000 ms. (TIMEOUT_EXCEEDED) (version 26.7)\n100 abcdefghijklmnop\r\n__exception__\r\n'

/** The bytes in chunks that end at the given places. */
function chunked(bytes: string, places: readonly number[]): Readable {
  const ends = [...new Set(places.map((place) => place % bytes.length)), bytes.length].sort((a, b) => a - b)
  const chunks = ends.map((end, i) => Buffer.from(bytes.slice(ends[i - 1] ?? 0, end)))
  return Readable.from(chunks, { objectMode: false })
}

test('lines come out as they went in, in whole lines, however they are chunked', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat()), async (places) => {
      const lines = new WholeLines('cannot stream')
      const chunks: string[] = []
      lines.on('data', (chunk: Buffer) => chunks.push(chunk.toString()))
      await pipeline(chunked(rows, places), lines)
      expect(chunks.join('')).toBe(rows)
      expect(chunks.every((chunk) => chunk.endsWith('\n'))).toBe(true)
    }),
  )
})

test('what ClickHouse says in the midst of them is an error, never a line', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat()), async (places) => {
      const lines = new WholeLines('cannot stream')
      let passed = ''
      lines.on('data', (chunk: Buffer) => (passed += chunk.toString()))
      const error = await failureOf(pipeline(chunked(rows + failure, places), lines))
      expect(error).toMatchObject({ code: 'QUERY_LIMIT' })
      expect(passed).toBe(rows)
    }),
  )
})

test('an answer that ends in the middle of a line is not whole', async () => {
  const lines = new WholeLines('cannot stream')
  const reading = text(lines)
  reading.catch(() => undefined) // the failure is looked at in the pipeline
  await expect(pipeline(chunked('{"n":1}\n{"n"', []), lines)).rejects.toThrow('in the middle of a line')
})
