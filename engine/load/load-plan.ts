// Where a file is to be gone on with, by what the ledger knows of it: of the same content wherever it lies now, or of the same
// path with other content.
import { createHash } from 'node:crypto'
import { BadFileError } from './bad-file-error.ts'
import type { LoadFormat } from './load-format.ts'
import type { KnownLoad } from './load-ledger.ts'

export interface FileFacts {
  readonly target: string
  readonly path: string
  readonly contentHash: string
  readonly format: LoadFormat
  /** As it was said. */
  readonly hasHeader: boolean | undefined
  readonly takesChanged: boolean
}

export interface LoadPlan {
  readonly loadId: string
  readonly format: LoadFormat
  readonly hasHeader: boolean | undefined
  /** What is in of it. */
  readonly from: Pick<KnownLoad, 'offsetBytes' | 'rowCount' | 'crc32'>
  readonly isDone: boolean
}

/** A byte order mark is no header. */
const markBytes = 3
const start = { offsetBytes: 0, rowCount: 0, crc32: 0 } as const

/** Throws `BadFileError` when it is not what it was, and part of what it was is in. */
export function planLoad(facts: FileFacts, known: KnownLoad | undefined): LoadPlan {
  const fresh: LoadPlan = { ...facts, loadId: loadIdOf(facts), from: start, isDone: false }
  if (known === undefined) return fresh
  const isSame = known.contentHash === facts.contentHash
  if (isSame && known.state === 'done') return { ...fresh, loadId: known.loadId, from: known, isDone: true }
  if (known.rowCount === 0 && (isSame || known.state !== 'begun')) return fresh
  if (!isSame && facts.takesChanged) return fresh
  if (!isSame && (known.state === 'begun' || facts.format === 'parquet' || facts.format === 'native'))
    throw changed(known)
  assertReadAlike(facts, known)
  return { ...fresh, loadId: known.loadId, hasHeader: known.headBytes > markBytes, from: known }
}

export function changed(known: Pick<KnownLoad, 'rowCount' | 'at'>): BadFileError {
  return new BadFileError(
    `its content is not what it was when ${known.rowCount} of its rows were loaded (${known.at.slice(0, 19)}), and does not ` +
      'go on from there. Put that content back, or say CHANGED=1 to load all of the new content too',
  )
}

function assertReadAlike({ format, hasHeader }: FileFacts, known: KnownLoad): void {
  const hadHeader = known.headBytes > markBytes
  if (format === known.format && (hasHeader ?? hadHeader) === hadHeader) return
  throw new BadFileError(
    `${known.rowCount} of its rows were loaded with FORMAT=${known.format} HEADER=${hadHeader ? 1 : 0}: go on with these`,
  )
}

function loadIdOf({ target, contentHash, format, hasHeader }: FileFacts): string {
  const parts = [target, contentHash, format, hasHeader ?? null]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)
}
