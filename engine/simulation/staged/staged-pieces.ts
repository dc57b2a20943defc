// What a block brings, in pieces as the table has them: a batch, or parts of requests. A piece is a line of its frame.
import { assertBlockIntact, type Block } from '../../block/block.ts'
import { decodeBlockFile } from '../../block/block-file.ts'

export interface StagedPieces {
  readonly lines: readonly string[]
  /** What a dead letter of it is known by. */
  readonly letter: string
}

export function blockPieces({ header, frame }: Block): StagedPieces {
  return { lines: linesOf(Buffer.from(frame).toString('latin1')), letter: letterName(header) }
}

/** Undefined when the file is not a whole block. */
export function filePieces(file: Uint8Array): StagedPieces | undefined {
  try {
    const { block } = decodeBlockFile(file)
    assertBlockIntact(block)
    return blockPieces(block)
  } catch {
    return undefined
  }
}

export function letterName({ datasetId, batch }: Block['header']): string {
  return `${datasetId}/${batch}`
}

export function linesOf(content: string): string[] {
  return content.match(/[^\n]*\n|[^\n]+$/g) ?? []
}

/** A copy with one bit the other way. */
export function withFlippedBit(bytes: Uint8Array, bit: number): Uint8Array {
  const flipped = new Uint8Array(bytes)
  const at = bit >> 3
  flipped[at] = (flipped[at] ?? 0) ^ (1 << (bit & 7))
  return flipped
}
