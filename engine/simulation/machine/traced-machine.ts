// A machine that tells what is done on it, for the trace of a run that failed.
import { basename } from 'node:path'
import type { Files, Machine } from '../../machine/machine.ts'

export function tracedMachine(machine: Machine, tell: (line: string) => void): Machine {
  const { files } = machine
  async function told<Result>(doing: string, work: Promise<Result>): Promise<Result> {
    try {
      const result = await work
      tell(doing)
      return result
    } catch (error) {
      tell(`${doing} fails: ${String(error)}`)
      throw error
    }
  }
  const tracedFiles: Files = {
    ...files,
    open: async (path, flags, mode) => {
      const file = await files.open(path, flags, mode)
      const sync = (): Promise<void> => told(`sync ${basename(path)}`, file.sync())
      return { ...file, sync, datasync: sync }
    },
    readFile: (path) => told(`read ${basename(path)}`, files.readFile(path)),
    rename: (from, to) => told(`rename to ${basename(to)}`, files.rename(from, to)),
    rm: (path, options) => told(`remove ${basename(path)}`, files.rm(path, options)),
  }
  return {
    ...machine,
    files: tracedFiles,
    tryLock: (file) => {
      const unlock = machine.tryLock(file)
      if (unlock === undefined) return undefined
      tell(`locks ${basename(file)}`)
      return () => {
        tell(`unlocks ${basename(file)}`)
        unlock()
      }
    },
  }
}
