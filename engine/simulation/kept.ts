// Where what was made is just now: in the table, staged, or a dead letter that outlives a crash.
import { SimulatedFile, type SimulatedDisk } from './machine/simulated-disk.ts'
import { deadLettersFolder } from './programs/program-parts.ts'
import type { GoneBlock, StagedBlocks } from './staged/staged-blocks.ts'
import { filePieces, linesOf } from './staged/staged-pieces.ts'
import type { SimulatedWarehouse } from './warehouse/simulated-warehouse.ts'

export function linesIn({ blocks }: SimulatedWarehouse): string[] {
  return blocks.flatMap(({ content }) => linesOf(content))
}

interface KeptIn {
  readonly warehouse: SimulatedWarehouse
  readonly staged: StagedBlocks
  readonly disk: SimulatedDisk
  /** What was in blocks that were damaged on purpose, which may be the keepers of repeated parts. */
  readonly damagedLines: ReadonlySet<string>
}

/** Whether nothing is lost with a block that is no longer staged. Of parts that were repeated, another block may be the keeper. */
export function isKept({ lines, frames }: GoneBlock, { warehouse, staged, disk, damagedLines }: KeptIn): boolean {
  const inTable = new Set(linesIn(warehouse))
  if (lines?.every((line) => inTable.has(line)) === true) return true
  const letters = deadLetters(disk)
  if (letters.some((letter) => frames.some((frame) => letter.includes(Buffer.from(frame))))) return true
  const elsewhere = new Set([
    ...inTable,
    ...staged.lines,
    ...letters.flatMap((file) => filePieces(file)?.lines ?? []),
    ...damagedLines,
  ])
  return lines?.every((line) => elsewhere.has(line)) === true
}

function deadLetters(disk: SimulatedDisk): Buffer[] {
  if (!disk.isFolder(deadLettersFolder)) return []
  return [...disk.folder(deadLettersFolder).durableEntries.values()].flatMap((node) =>
    node instanceof SimulatedFile ? [Buffer.from(node.durableBytes)] : [],
  )
}
