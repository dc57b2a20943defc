// The files of a simulated machine as one process has them. Every operation takes a moment; a process that dies meanwhile may
// or may not have had it done, and never learns.
import type { Files, OpenFile } from '../../machine/machine.ts'
import type { Scheduler } from '../time/scheduler.ts'
import type { SimulatedProcess } from '../time/simulated-process.ts'
import { SimulatedFile, type SimulatedDisk, type SimulatedNode } from './simulated-disk.ts'
import { systemError } from './system-error.ts'

const usualMs = 0.3
const syncUsualMs = 8

export function simulatedFiles(disk: SimulatedDisk, scheduler: Scheduler, process: SimulatedProcess): Files {
  const { random } = scheduler

  function doing<Result>(tookMs: number, effect: () => Result): Promise<Result> {
    return new Promise((resolve, reject) => {
      const happen = (): void => {
        let settle: () => void
        try {
          const result = effect()
          settle = () => resolve(result)
        } catch (error) {
          settle = () => reject(error instanceof Error ? error : new Error(String(error)))
        }
        // Done, and nobody has been told yet.
        if (random.happens(0.2)) scheduler.after(random.durationMs(tookMs), process, settle)
        else settle()
      }
      scheduler.after(random.durationMs(tookMs), process, happen, () => {
        if (random.happens(0.5)) attempt(effect)
      })
    })
  }

  function refuseWhenFull(path: string, probability: number): void {
    if (disk.isFull && random.happens(probability)) throw systemError('ENOSPC', path)
  }

  function opened(path: string, node: SimulatedNode): OpenFile {
    const sync = (): Promise<void> =>
      doing(syncUsualMs * disk.syncSlowness, () => {
        refuseWhenFull(path, 0.1)
        disk.sync(node)
      })
    return {
      sync,
      datasync: sync,
      close: () => doing(usualMs, () => undefined),
      write: (bytes, offset) =>
        doing(usualMs, () => {
          if (!(node instanceof SimulatedFile)) throw systemError('EISDIR', path)
          return { bytesWritten: write(path, node, bytes.subarray(offset)) }
        }),
    }
  }

  function write(path: string, file: SimulatedFile, bytes: Uint8Array): number {
    let bytesWritten = bytes.byteLength
    if (disk.isFull) {
      bytesWritten = random.between(-bytes.byteLength, bytes.byteLength - 1)
      if (bytesWritten <= 0) throw systemError('ENOSPC', path)
    }
    file.bytes = Buffer.concat([file.bytes, bytes.subarray(0, bytesWritten)])
    file.writtenMs = Date.now()
    return bytesWritten
  }

  return {
    mkdir: (path) =>
      doing(usualMs, () => {
        if (!disk.isFolder(path)) refuseWhenFull(path, 0.5)
        disk.makeFolders(path)
      }),
    open: (path, flags) =>
      doing(usualMs, () => {
        if (flags === 'r') return opened(path, disk.isFolder(path) ? disk.folder(path) : disk.file(path))
        if (flags === 'wx' && disk.has(path)) throw systemError('EEXIST', path)
        refuseWhenFull(path, 0.5)
        return opened(path, disk.makeFile(path))
      }),
    readFile: (path) => doing(usualMs, () => new Uint8Array(disk.file(path).bytes)),
    readdir: (path) => doing(usualMs, () => [...disk.folder(path).entries.keys()]),
    stat: (path) => doing(usualMs, () => ({ mtimeMs: disk.file(path).writtenMs })),
    rename: (from, to) => doing(usualMs, () => disk.rename(from, to)),
    rm: (path, options) =>
      doing(usualMs, () => {
        if (options?.force !== true || disk.has(path)) disk.remove(path)
      }),
  }
}

/** For a process that is no longer there to be told of a failure. */
function attempt(effect: () => unknown): void {
  try {
    effect()
  } catch {
    return
  }
}
