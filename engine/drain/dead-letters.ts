// Blocks that the warehouse will not take, kept as files with the reason, so that nothing is lost and each can be replayed.
import { join } from 'node:path'
import type { Block } from '../block/block.ts'
import { decodeBlockFile, encodeBlockFile } from '../block/block-file.ts'
import { errorMessage, systemErrorCode } from '../errors/error-message.ts'
import { makeFolder } from '../machine/make-folder.ts'
import type { Files } from '../machine/machine.ts'
import { syncFolder } from '../machine/sync-folder.ts'
import { thisMachine } from '../machine/this-machine.ts'
import { writeFileWhole } from '../machine/write-file-whole.ts'
import { dataDirError } from '../services/process/data-dir-error.ts'

const suffix = '.block'
const unreadableSuffix = '.unreadable'
/** After the name of what is not a block: a text beside it, for there is no header to put it in. */
const reasonSuffix = '.reason'

export interface DeadLetter {
  readonly name: string
  readonly reason: string
  /** Absent when what was staged could not be read as a block. */
  readonly block?: Block
}

export class DeadLetters {
  readonly dir: string
  readonly #files: Files

  constructor(dir: string, files: Files = thisMachine.files) {
    this.dir = dir
    this.#files = files
  }

  /** Resolves when the block and its reason are on disk. */
  async add(block: Block, reason: string): Promise<void> {
    const { dataset, datasetId, batch } = block.header
    const name = `${dataset}-${datasetId.replaceAll(/[^\w-]/g, '_')}-${batch}${suffix}`
    await this.#write(name, encodeBlockFile(block, { reason }))
  }

  /** Keeps what was staged at a position and is not a block. */
  async addUnreadable(raw: Uint8Array, position: string, reason: string): Promise<void> {
    const name = `${position.replaceAll(/[^\w-]/g, '_')}${unreadableSuffix}`
    await this.#write(name + reasonSuffix, [Buffer.from(reason)])
    await this.#write(name, [raw])
  }

  async list(): Promise<DeadLetter[]> {
    const names = await this.#files.readdir(this.dir).catch((error: unknown) => {
      if (systemErrorCode(error) === 'ENOENT') return []
      throw error
    })
    return Promise.all(
      names.filter((name) => name.endsWith(suffix) || name.endsWith(unreadableSuffix)).map((name) => this.#read(name)),
    )
  }

  async remove({ name }: DeadLetter): Promise<void> {
    await this.#files.rm(join(this.dir, name))
    await this.#files.rm(join(this.dir, name + reasonSuffix), { force: true })
  }

  async #read(name: string): Promise<DeadLetter> {
    if (name.endsWith(unreadableSuffix)) return { name, reason: await this.#unreadableReason(name) }
    try {
      const { block, extra } = decodeBlockFile(await this.#files.readFile(join(this.dir, name)))
      return { name, reason: extra['reason'] ?? 'unknown', block }
    } catch (error) {
      return { name, reason: errorMessage(error) }
    }
  }

  async #unreadableReason(name: string): Promise<string> {
    try {
      return Buffer.from(await this.#files.readFile(join(this.dir, name + reasonSuffix))).toString()
    } catch (error) {
      if (systemErrorCode(error) !== 'ENOENT') throw error
      return 'what was staged is not a block' // kept by a version that wrote no reasons
    }
  }

  /** Throws `DISK_FULL` or `CONFIG` when there is no room or no right to write; then nothing of the file is left. */
  async #write(name: string, parts: readonly Uint8Array[]): Promise<void> {
    const path = join(this.dir, name)
    try {
      await makeFolder(this.#files, this.dir)
      await writeFileWhole(this.#files, { path, temporary: `${path}.tmp`, flags: 'w' }, parts)
      await syncFolder(this.#files, this.dir) // what is staged is deleted next
    } catch (error) {
      throw dataDirError(this.dir, error)
    }
  }
}
