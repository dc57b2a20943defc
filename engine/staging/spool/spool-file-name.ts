// Names of the files in a spool. They sort in the order of the appends, never clash between processes, and say how many
// bytes the frame has, so that a directory listing is all that a backlog needs.
import type { Machine } from '../../machine/machine.ts'
import { thisMachine } from '../../machine/this-machine.ts'

const suffix = '.block'
const temporarySuffix = '.tmp'
const pattern = /^\d{13}-\d{8}-(\d+)\.[0-9a-f]{8}-(\d+)\.block$/

export interface SpoolFileName {
  readonly processId: number
  readonly frameBytes: number
}

/** Makes names for one process: time, then a counter, then who it is, then the size. */
export function spoolFileNames(
  now: () => number = Date.now,
  { processId, randomName }: Pick<Machine, 'processId' | 'randomName'> = thisMachine,
): (frameBytes: number) => string {
  // A process id alone may be there twice: in two containers that share the folder.
  const owner = `${processId}.${randomName()}`
  let latestMs = 0
  let counter = 0
  return (frameBytes) => {
    const nowMs = Math.floor(now())
    if (nowMs > latestMs) {
      latestMs = nowMs // never back, whatever the clock does: the order within a process holds
      counter = 0
    }
    return `${String(latestMs).padStart(13, '0')}-${String(counter++).padStart(8, '0')}-${owner}-${frameBytes}${suffix}`
  }
}

/** What a name says; undefined for files that are not staged blocks. */
export function parseSpoolFileName(name: string): SpoolFileName | undefined {
  const match = pattern.exec(name)
  return match === null ? undefined : { processId: Number(match[1]), frameBytes: Number(match[2]) }
}

/** What a file is called while it is being written; such a name is never read as a block. */
export function temporaryName(name: string): string {
  return name + temporarySuffix
}

/** Whose temporary file this is; undefined for everything else. */
export function temporaryFileProcessId(name: string): number | undefined {
  return name.endsWith(temporarySuffix)
    ? parseSpoolFileName(name.slice(0, -temporarySuffix.length))?.processId
    : undefined
}
