// Mends what a ClickHouse that was killed may have left: tokens without their rows.
//
// A table that is not replicated writes the token of an insert into a log of its own (`deduplication_logs` in the table's folder)
// just before it puts the part in its place (MergeTreeSink of ClickHouse 26.7). Killed in between, it remembers the token, and the
// insert, when it is tried again, passes for one that is in. Seen once in some fifty inserts that were under way at a kill.
import { appendFile, readdir, readFile, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { systemErrorCode } from '../../errors/error-message.ts'

const logsFolder = 'deduplication_logs'
const logPattern = /^deduplication_log_(\d+)\.txt$/
/** PARTITION_FIRST_LAST_LEVEL, with the numbers of the first and the last block in it. */
const partPattern = /^([^_]+)_(\d+)_(\d+)_\d+(?:_\d+)?$/
const operations = { add: '1', drop: '2' } as const

/** A line of the log: operation, name of the part as it was inserted, identity of the token in its partition. */
interface LoggedToken {
  readonly part: string
  readonly token: string
}

/**
 * Has every table below the server's folder forget the tokens whose blocks are in no part. Only while no server runs there.
 * Resolves to how many there were.
 */
export async function forgetOrphanedTokens(serverFolder: string): Promise<number> {
  const store = join(serverFolder, 'store')
  let forgotten = 0
  for (const prefix of await foldersIn(store)) {
    for (const table of await foldersIn(join(store, prefix))) forgotten += await mendTable(join(store, prefix, table))
  }
  return forgotten
}

async function mendTable(folder: string): Promise<number> {
  const names = await foldersIn(folder)
  if (!names.includes(logsFolder)) return 0
  const logs = (await readdir(join(folder, logsFolder)))
    .filter((name) => logPattern.test(name))
    .sort((a, b) => numberOf(a) - numberOf(b))
    .map((name) => join(folder, logsFolder, name))
  const last = logs.at(-1)
  if (last === undefined) return 0
  const remembered = new Map<string, LoggedToken>()
  for (const log of logs) await readLog(log, remembered)
  const isThere = blocksOf(names)
  const orphans = [...remembered.values()].filter(({ part }) => !isThere(part))
  const lines = orphans.map(({ part, token }) => `${operations.drop}\t${part}\t${token}\n`)
  if (lines.length > 0) await appendFile(last, lines.join(''))
  return lines.length
}

/** Takes the end off a log that was cut in the middle of a line: that insert was never answered. */
async function readLog(path: string, remembered: Map<string, LoggedToken>): Promise<void> {
  const text = await readFile(path, 'latin1')
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  if (whole.length < text.length) await truncate(path, whole.length)
  for (const line of whole.split('\n')) {
    const [operation, part, token] = line.split('\t')
    if (part === undefined || token === undefined) continue
    if (operation === operations.add) remembered.set(token, { part, token })
    else if (operation === operations.drop) remembered.delete(token)
  }
}

/** Tells whether the block of a part is in one that there is, be it merged with others. */
function blocksOf(parts: readonly string[]): (part: string) => boolean {
  const ranges = new Map<string, (readonly [first: number, last: number])[]>()
  for (const name of parts) {
    const [, partition = '', first, last] = partPattern.exec(name) ?? []
    if (first === undefined) continue
    const ofPartition = ranges.get(partition) ?? []
    ofPartition.push([Number(first), Number(last)])
    ranges.set(partition, ofPartition)
  }
  return (part) => {
    const [, partition = '', block] = partPattern.exec(part) ?? []
    // What is written in another way than it was when this was written is left alone.
    if (block === undefined) return true
    return (ranges.get(partition) ?? []).some(([first, last]) => first <= Number(block) && Number(block) <= last)
  }
}

function numberOf(logName: string): number {
  return Number(logPattern.exec(logName)?.[1])
}

/** Of a folder that is not there, none. */
async function foldersIn(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch((error: unknown) => {
    if (systemErrorCode(error) === 'ENOENT') return []
    throw error
  })
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
}
