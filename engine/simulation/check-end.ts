// What must hold when all faults are over and every command has come to its end: each batch and each request is in exactly
// once, the ledger says just that, nothing is staged, and the only dead letters are blocks that were damaged.
import { assertBlockIntact } from '../block/block.ts'
import { DeadLetters, type DeadLetter } from '../drain/dead-letters.ts'
import { batchesIn } from '../ledger/ledger.ts'
import { liveRows } from '../ledger/live-rows.ts'
import { loadRun } from '../ledger/run-registry.ts'
import { batchSpec } from '../plan/batch-spec.ts'
import { datasetId } from '../plan/run.ts'
import type { Commands } from './commands.ts'
import { liveContent, type LiveRequest } from './programs/live-program.ts'
import { deadLettersFolder, type ProgramParts } from './programs/program-parts.ts'
import { anyDataset } from './programs/seed-program.ts'
import { seededContent } from './programs/simulated-pool.ts'
import { linesIn } from './kept.ts'
import { letterName } from './staged/staged-pieces.ts'
import type { World } from './world.ts'

export async function checkEnd(
  world: World,
  { requests }: Commands,
  { warehouse, machine }: ProgramParts,
): Promise<void> {
  const run = await loadRun(warehouse, anyDataset().name)
  const batches = Array.from({ length: world.scenario.batchCount }, (_, batch) => batch)
  const rowCounts = new Map(run === undefined ? [] : batches.map((batch) => [batch, batchSpec(run, batch).rowCount]))

  const { damagedLines } = world
  const found = Map.groupBy(linesIn(world.warehouse), (line) => line)
  const expect = (line: string, mayBeMissing: boolean): void => {
    const times = found.get(line)?.length ?? 0
    found.delete(line)
    if (times > 1 || (times === 0 && !mayBeMissing)) world.violate(`in the table ${times} times: ${line.trim()}`)
  }
  for (const [batch, rowCount] of rowCounts) expect(seededContent(batch, rowCount), false)
  const liveIn = requests.filter((request) => found.has(liveContent(request)))
  for (const request of requests) expect(liveContent(request), damagedLines.has(liveContent(request)))
  for (const line of found.keys()) world.violate(`nobody has made what is in the table: ${JSON.stringify(line)}`)

  if (run !== undefined) {
    const named = await batchesIn(warehouse, datasetId(run))
    const isSame = named.size === rowCounts.size && [...rowCounts].every(([batch, rows]) => named.get(batch) === rows)
    if (!isSame) world.violate(`the ledger names ${JSON.stringify([...named])}`)
  }
  const rowsOf = (some: readonly LiveRequest[]): number => some.reduce((sum, { rowCount }) => sum + rowCount, 0)
  const { rowCount: named } = await liveRows(warehouse, anyDataset())
  // What was inserted, and damaged before the ledger had it, cannot be named any more.
  const namedMin = rowsOf(liveIn.filter((request) => !damagedLines.has(liveContent(request))))
  if (named < namedMin || named > rowsOf(liveIn)) {
    world.violate(`the ledger counts ${named} live rows, ${rowsOf(liveIn)} are in`)
  }
  if (world.staged.count > 0) world.violate(`still staged: ${world.staged.count} blocks`)
  for (const letter of await new DeadLetters(deadLettersFolder, machine.files).list()) {
    if (!isOfDamaged(letter, world)) world.violate(`a dead letter of what was whole: ${letter.name}, ${letter.reason}`)
  }
}

function isOfDamaged({ name, block }: DeadLetter, { damagedLetters }: World): boolean {
  if (block === undefined) return [...damagedLetters].some((letter) => name.startsWith(letter))
  try {
    assertBlockIntact(block)
    return false
  } catch {
    return damagedLetters.has(letterName(block.header))
  }
}
