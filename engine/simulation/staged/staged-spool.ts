// The spool of a simulated run: files on the simulated disk, written and read by the real spool.
import type { Machine } from '../../machine/machine.ts'
import { openSpoolStaging } from '../../staging/spool/open-spool-staging.ts'
import type { Staging } from '../../staging/staging.ts'
import type { SimulatedDisk, SimulatedFile } from '../machine/simulated-disk.ts'
import { spoolFolder } from '../programs/program-parts.ts'
import type { SeededRandom } from '../time/seeded-random.ts'
import type { SimulatedProcess } from '../time/simulated-process.ts'
import { OneHolder } from './one-holder.ts'
import type { Damage, GoneBlock, StagedBlocks } from './staged-blocks.ts'
import { filePieces, withFlippedBit } from './staged-pieces.ts'

export class StagedSpool implements StagedBlocks {
  readonly #disk: SimulatedDisk
  readonly #random: SeededRandom
  readonly #holder: OneHolder

  constructor(
    disk: SimulatedDisk,
    random: SeededRandom,
    { onGone, onTwoHolders }: { onGone: (gone: GoneBlock) => void; onTwoHolders: (what: string) => void },
  ) {
    this.#holder = new OneHolder(onTwoHolders)
    this.#disk = disk
    this.#random = random
    disk.onRemoved((path, file) => {
      if (path.startsWith(spoolFolder) && path.endsWith('.block')) onGone(goneBlock(path, file))
    })
  }

  get count(): number {
    return this.#names.length
  }

  get lines(): string[] {
    return this.#names.flatMap((name) => filePieces(this.#file(name).bytes)?.lines ?? [])
  }

  async open(process: SimulatedProcess, machine: Machine): Promise<Staging> {
    return this.#holder.watch(await openSpoolStaging({ dir: spoolFolder, machine }), process)
  }

  flipBit(): Damage | undefined {
    if (this.count === 0) return undefined
    const name = this.#random.pick(this.#names)
    const file = this.#file(name)
    if (file.bytes.byteLength === 0 || file.undamaged !== undefined) return undefined
    const pieces = filePieces(file.bytes)
    const bit = this.#random.between(0, 8 * file.bytes.byteLength - 1)
    const flipped = withFlippedBit(file.bytes, bit)
    file.undamaged = file.bytes
    if (file.durableBytes === file.bytes) file.durableBytes = flipped
    file.bytes = flipped
    const letters = [name.replaceAll(/[^\w-]/g, '_'), ...(pieces === undefined ? [] : [pieces.letter])]
    return { what: `byte ${bit >> 3} of ${name}`, letters, lines: pieces?.lines ?? [] }
  }

  get #names(): string[] {
    if (!this.#disk.isFolder(spoolFolder)) return []
    return [...this.#disk.folder(spoolFolder).entries.keys()].filter((name) => name.endsWith('.block'))
  }

  #file(name: string): SimulatedFile {
    return this.#disk.file(`${spoolFolder}/${name}`)
  }
}

function goneBlock(path: string, { bytes, undamaged = bytes }: SimulatedFile): GoneBlock {
  const frameBytes = Number(/-(\d+)\.block$/.exec(path)?.[1])
  const frames = [bytes, undamaged].map((each) => each.subarray(-frameBytes))
  return { what: path, lines: filePieces(undamaged)?.lines, frames }
}
