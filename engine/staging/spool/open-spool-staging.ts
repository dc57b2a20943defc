// Staging as a folder of files, one per block (`STAGING=spool`): any number of processes append, one at a time consumes.
// It promises that a block is on the disk, whole, when `append` resolves; that a full disk leaves nothing half done
// (`DISK_FULL`); and that a committed block's file is gone.
import { join, resolve } from 'node:path'
import { encodeBlockFile } from '../../block/block-file.ts'
import { MillraceError } from '../../errors/millrace-error.ts'
import { coalesced } from '../../concurrency/coalesced.ts'
import { makeFolder } from '../../machine/make-folder.ts'
import type { Machine, OpenFile } from '../../machine/machine.ts'
import { thisMachine } from '../../machine/this-machine.ts'
import { writeFileWhole } from '../../machine/write-file-whole.ts'
import type { Backlog, Staging, StagingConsumer } from '../staging.ts'
import { Wakeup } from '../wakeup.ts'
import { SpoolConsumer } from './spool-consumer.ts'
import { spoolError } from './spool-error.ts'
import { spoolFileNames, temporaryName } from './spool-file-name.ts'
import { SpoolIndex } from './spool-index.ts'

const backlogAgeMsMax = 100

export interface SpoolStagingOptions {
  /** Folder of the spool; it is made if it is not there. Only its owner can read what is in it. */
  readonly dir: string
  readonly machine?: Machine
}

export async function openSpoolStaging(options: SpoolStagingOptions): Promise<Staging> {
  const { machine = thisMachine } = options
  const { files } = machine
  const dir = resolve(options.dir)
  const folder = await openFolder(machine, dir)
  const syncDir = coalesced(() => folder.sync())
  const index = new SpoolIndex(dir, syncDir, files)
  const arrived = new Wakeup()
  const nextName = spoolFileNames(Date.now, machine)
  const consumers = new Set<SpoolConsumer>()
  const appends = new Set<Promise<void>>()
  let isClosed = false

  const write = async (name: string, frameBytes: number, parts: readonly Uint8Array[]): Promise<void> => {
    try {
      const temporary = join(dir, temporaryName(name))
      await writeFileWhole(files, { path: join(dir, name), temporary, flags: 'wx' }, parts)
      await syncDir()
      index.add(name, frameBytes)
      arrived.wake()
    } catch (error) {
      throw spoolError(error, 'appending')
    }
  }

  return {
    kind: 'spool',
    async append(block, onFree): Promise<void> {
      if (isClosed) throw new MillraceError('STAGING_UNAVAILABLE', 'the spool is closed')
      const frameBytes = block.frame.byteLength
      const written = write(nextName(frameBytes), frameBytes, encodeBlockFile(block))
      appends.add(written)
      try {
        await written
        onFree?.()
      } finally {
        appends.delete(written)
      }
    },
    async backlog(): Promise<Backlog> {
      try {
        await index.refreshIfOlderThan(backlogAgeMsMax)
      } catch (error) {
        throw spoolError(error, 'listing')
      }
      return index.backlog
    },
    consume({ blocksInFlightMax }): Promise<StagingConsumer> {
      const consumer = new SpoolConsumer({ dir, machine, index, blocksInFlightMax, arrived, syncDir })
      consumers.add(consumer)
      return Promise.resolve(consumer)
    },
    async close(): Promise<void> {
      if (isClosed) return
      isClosed = true
      await Promise.all([...consumers].map((consumer) => consumer.close()))
      await Promise.allSettled(appends) // whoever appended has the outcome
      await folder.close()
    },
  }
}

async function openFolder({ files }: Machine, dir: string): Promise<OpenFile> {
  try {
    await makeFolder(files, dir)
    return await files.open(dir, 'r')
  } catch (error) {
    throw spoolError(error, `opening ${dir}`)
  }
}
