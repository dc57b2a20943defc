// Loads one file, each of its rows once, however often and from wherever it is done again.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { errorMessage, systemErrorCode } from '../errors/error-message.ts'
import { retryWhileAway } from '../retry/retry-while-away.ts'
import { BadFileError } from './bad-file-error.ts'
import type { LoadContext } from './load-context.ts'
import { formatOfName, loadFormats } from './load-format.ts'
import { findLoad, recordLoad, type KnownLoad } from './load-ledger.ts'
import { PieceLoad } from './load-pieces.ts'
import { planLoad, type LoadPlan } from './load-plan.ts'
import { insertWhole, recordWhole } from './load-whole.ts'

interface Identified {
  readonly target: string
  readonly path: string
  readonly contentHash: string
}

/** `in`: all of it is. `interrupted`: not yet. `later`: another one with the same content, of those seen, is being loaded. */
type FileEnd = 'in' | 'interrupted' | 'later'

/** Throws `BadFileError` naming what is wrong with the file. */
export async function loadFile(context: LoadContext, path: string, seen: Set<string>): Promise<FileEnd> {
  const { options, target, warehouse, retry } = context
  const format = options.format ?? formatOfName(path)
  if (format === undefined) {
    throw new BadFileError(
      `its name does not say what it holds, as .csv or .jsonl.gz would: say FORMAT=${loadFormats.join('|')}`,
    )
  }
  const before = await versionOf(path)
  const file: Identified = { target: target.identity, path, contentHash: await hashOf(path) }
  if (seen.has(file.contentHash)) return 'later'
  seen.add(file.contentHash)
  const known = await retryWhileAway(retry, () => findLoad(warehouse, file))
  const plan = planLoad({ ...file, ...options, format }, known)
  if (known !== undefined && plan.isDone) {
    await passOver(context, file, known)
    return 'in'
  }
  const isIn = await loadAs(plan, context, file, before)
  return isIn ? 'in' : 'interrupted'
}

function loadAs(plan: LoadPlan, context: LoadContext, file: Identified, before: string): Promise<boolean> {
  return plan.format === 'csv' || plan.format === 'jsoneachrow'
    ? loadPieces(context, plan, file, before)
    : loadWhole(context, { ...plan, format: plan.format }, file, before)
}

async function loadPieces(context: LoadContext, plan: LoadPlan, file: Identified, before: string): Promise<boolean> {
  const load = new PieceLoad(context, plan, { ...file, loadId: plan.loadId, format: plan.format })
  if (!(await load.run())) return false
  await assertUnchanged(file.path, before)
  await load.end()
  return true
}

async function loadWhole(
  context: LoadContext,
  plan: LoadPlan & { readonly format: 'native' | 'parquet' },
  file: Identified,
  before: string,
): Promise<boolean> {
  if (context.signal.aborted) return false
  const entry = { ...file, loadId: plan.loadId, format: plan.format }
  const rowCount = await insertWhole(context, entry)
  await assertUnchanged(file.path, before)
  await recordWhole(context, entry, 'done', rowCount)
  return true
}

/** The ledger is to know it by this path, too, should it grow. */
async function passOver(context: LoadContext, file: Identified, known: KnownLoad): Promise<void> {
  const { counters, warehouse, retry } = context
  counters.rowsAlreadyIn += known.rowCount
  counters.bytesRead += (await stat(file.path)).size
  if (known.path !== file.path) await retryWhileAway(retry, () => recordLoad(warehouse, { ...known, ...file }))
}

async function assertUnchanged(path: string, before: string): Promise<void> {
  if ((await versionOf(path)) !== before) throw new BadFileError('it was changed while it was loaded')
}

async function versionOf(path: string): Promise<string> {
  try {
    const { size, mtimeNs, ino } = await stat(path, { bigint: true })
    return [size, mtimeNs, ino].join()
  } catch (error) {
    throw unreadable(error)
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  try {
    await pipeline(createReadStream(path, { highWaterMark: 1_048_576 }), hash)
  } catch (error) {
    throw unreadable(error)
  }
  return hash.digest('hex')
}

function unreadable(error: unknown): unknown {
  return systemErrorCode(error) === undefined
    ? error
    : new BadFileError(`cannot be read: ${errorMessage(error)}`, {}, { cause: error })
}
