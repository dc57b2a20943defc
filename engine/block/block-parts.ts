// The parts of a block that is made of several requests: each a frame of its own, so that one can be left out without
// touching a row. They travel in the header as text: `bytes/rows/key`, one after the other, in the order of the frames.
import { MillraceError } from '../errors/millrace-error.ts'

export interface BlockPart {
  readonly frameBytes: number
  readonly rowCount: number
  /** 32 hexadecimal digits: a part with a key that is in already is left out. */
  readonly key: string
}

const partPattern = /^(\d{1,10})\/(\d{1,10})\/([0-9a-f]{32})$/

export function formatBlockParts(parts: readonly BlockPart[]): string {
  return parts.map(({ frameBytes, rowCount, key }) => `${frameBytes}/${rowCount}/${key}`).join(';')
}

/** Throws `CORRUPT_RECORD` when the text does not divide a frame of that length with that many rows. */
export function parseBlockParts(text: string, frameBytes: number, rowCount: number): BlockPart[] {
  const parts = text.split(';').map((part): BlockPart => {
    const [, bytes, rows, key] = partPattern.exec(part) ?? []
    if (key === undefined) throw corrupt(`${JSON.stringify(part.slice(0, 80))} is not bytes/rows/key`)
    return { frameBytes: Number(bytes), rowCount: Number(rows), key }
  })
  const bytes = parts.reduce((sum, part) => sum + part.frameBytes, 0)
  const rows = parts.reduce((sum, part) => sum + part.rowCount, 0)
  if (bytes !== frameBytes || rows !== rowCount) {
    throw corrupt(`they have ${bytes} bytes and ${rows} rows, the block ${frameBytes} and ${rowCount}`)
  }
  return parts
}

function corrupt(reason: string): MillraceError {
  return new MillraceError('CORRUPT_RECORD', `unreadable parts of a block: ${reason}`)
}
