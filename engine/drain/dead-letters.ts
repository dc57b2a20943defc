// Blocks that the warehouse will not take, kept as files with the reason, so that nothing is lost and each can be replayed.
import { mkdir, open, readdir, readFile, rename, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Block } from '../block/block.ts'
import { decodeBlockFile, encodeBlockFile } from '../block/block-file.ts'
import { errorMessage, systemErrorCode } from '../errors/error-message.ts'

const suffix = '.block'
const unreadableSuffix = '.unreadable'

export interface DeadLetter {
  readonly name: string
  readonly reason: string
  /** Absent when what was staged could not be read as a block. */
  readonly block?: Block
}

export class DeadLetters {
  readonly dir: string

  constructor(dir: string) {
    this.dir = dir
  }

  /** Resolves when the block and its reason are on disk. */
  async add(block: Block, reason: string): Promise<void> {
    const { dataset, datasetId, batch } = block.header
    const name = `${dataset}-${datasetId.replaceAll(/[^\w-]/g, '_')}-${batch}${suffix}`
    await this.#write(name, encodeBlockFile(block, { reason }))
  }

  /** Keeps what was staged at a position and is not a block. */
  async addUnreadable(raw: Uint8Array, position: string): Promise<void> {
    await this.#write(`${position.replaceAll(/[^\w-]/g, '_')}${unreadableSuffix}`, [raw])
  }

  async list(): Promise<DeadLetter[]> {
    const names = await readdir(this.dir).catch((error: unknown) => {
      if (systemErrorCode(error) === 'ENOENT') return []
      throw error
    })
    return Promise.all(
      names.filter((name) => name.endsWith(suffix) || name.endsWith(unreadableSuffix)).map((name) => this.#read(name)),
    )
  }

  async remove({ name }: DeadLetter): Promise<void> {
    await unlink(join(this.dir, name))
  }

  async #read(name: string): Promise<DeadLetter> {
    if (name.endsWith(unreadableSuffix)) return { name, reason: 'what was staged is not a block' }
    try {
      const { block, extra } = decodeBlockFile(await readFile(join(this.dir, name)))
      return { name, reason: extra['reason'] ?? 'unknown', block }
    } catch (error) {
      return { name, reason: errorMessage(error) }
    }
  }

  async #write(name: string, parts: readonly Uint8Array[]): Promise<void> {
    await mkdir(this.dir, { recursive: true, mode: 0o700 })
    const path = join(this.dir, name)
    const file = await open(`${path}.tmp`, 'w', 0o600)
    try {
      for (const part of parts) await file.writeFile(part) // `writev` may stop short
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(`${path}.tmp`, path)
  }
}
