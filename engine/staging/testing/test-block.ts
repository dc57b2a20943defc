// Blocks for tests of the staging: the frame is not LZ4 (nobody here looks inside), but its checksum is right.
import { randomFillSync } from 'node:crypto'
import { crc32 } from 'node:zlib'
import type { Block } from '../../block/block.ts'

export function testBlock(batch: number, frameBytes = 1_000): Block {
  const frame = randomFillSync(new Uint8Array(frameBytes))
  return {
    header: {
      dataset: 'page_events',
      datasetId: 'page_events-1-test',
      schemaVersion: 1,
      batch,
      rowCount: 10,
      format: 'rowbinary',
      token: `page_events-1-test/${batch}`,
      crc32: crc32(frame),
      encoding: 'lz4',
      encodedBytes: frameBytes * 2,
    },
    frame,
  }
}
