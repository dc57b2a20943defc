// Puts parts of requests together as one block. It has a token of its own, so that it is inserted once however often it
// arrives in the staging stream.
import { randomInt, randomUUID } from 'node:crypto'
import type { EventDataset } from '@millrace/schemas/dataset/dataset.ts'
import type { Block } from '../block/block.ts'
import { formatBlockParts } from '../block/block-parts.ts'
import { compressedFrame } from '../compress/lz4-frame.ts'
import { liveStreamId } from './live-stream.ts'

/** Rows of one request, or of a piece of it. */
export interface EventPart {
  readonly rowCount: number
  /** Unix milliseconds: no row is earlier. */
  readonly earliestMs: number
  /** Bytes of the rows, before compression. */
  readonly encodedBytes: number
  /** RowBinary, or an LZ4 frame of it when they were compressed already. */
  readonly content: { readonly rows: Uint8Array } | { readonly frame: Uint8Array }
  /** 32 hexadecimal digits that tell a repeated request: parts of a block have one each, or none has. */
  readonly key?: string
}

export function liveBlock(database: string, dataset: EventDataset, parts: readonly EventPart[]): Block {
  const isKeyed = parts.some(({ key }) => key !== undefined)
  const frames = isKeyed ? parts.map(frameOf) : joinedFrames(parts)
  const frame = Buffer.concat(frames)
  const datasetId = liveStreamId(database, dataset)
  return {
    header: {
      dataset: dataset.name,
      datasetId,
      schemaVersion: dataset.schemaVersion,
      batch: randomInt(2 ** 48 - 1),
      rowCount: sum(parts.map(({ rowCount }) => rowCount)),
      format: 'rowbinary',
      token: `${datasetId}/${randomUUID()}`,
      encoding: 'lz4',
      encodedBytes: sum(parts.map(({ encodedBytes }) => encodedBytes)),
      earliestMs: Math.min(...parts.map(({ earliestMs }) => earliestMs)),
      madeMs: Date.now(),
      ...(isKeyed && { parts: partsText(parts, frames) }),
    },
    frame,
  }
}

function frameOf({ content }: EventPart): Uint8Array {
  return 'frame' in content ? content.frame : compressedFrame(content.rows)
}

/** Small requests share a frame. */
function joinedFrames(parts: readonly EventPart[]): Uint8Array[] {
  const frames = parts.flatMap(({ content }) => ('frame' in content ? [content.frame] : []))
  const rows = parts.flatMap(({ content }) => ('rows' in content ? [content.rows] : []))
  if (rows.length > 0) frames.push(compressedFrame(Buffer.concat(rows)))
  return frames
}

function partsText(parts: readonly EventPart[], frames: readonly Uint8Array[]): string {
  return formatBlockParts(
    parts.map(({ rowCount, key }, index) => {
      if (key === undefined) throw new TypeError('a part without a key in a block of parts with keys')
      return { frameBytes: frames[index]?.byteLength ?? 0, rowCount, key }
    }),
  )
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
