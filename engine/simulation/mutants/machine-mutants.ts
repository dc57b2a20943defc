// Mutants of what a process asks of its machine: the disk and the lock do not do as they are told.
import { dirname } from 'node:path'
import type { Files, Machine, OpenFile } from '../../machine/machine.ts'
import { config, deadLettersFolder, spoolFolder } from '../programs/program-parts.ts'
import type { Mutant } from './mutant.ts'
import { repairedHeader } from './repaired-header.ts'

const unsynced = { sync: () => Promise.resolve(), datasync: () => Promise.resolve() }

export const machineMutants: readonly Mutant[] = [
  {
    without: 'insert before the staged file is removed',
    machine: withFiles((files) => ({
      readFile: async (path) => {
        const bytes = await files.readFile(path)
        if (isStaged(path)) await files.rm(path, { force: true })
        return bytes
      },
    })),
  },
  {
    without: 'sync of the staged file',
    machine: withOpened((file, path) => (isStaged(path) ? { ...file, ...unsynced } : file)),
  },
  {
    without: "sync of the spool's folder",
    machine: withOpened((file, path) => (path === spoolFolder ? { ...file, ...unsynced } : file)),
  },
  {
    without: 'sync of the folders above the spool',
    machine: withOpened((file, path) =>
      path === dirname(spoolFolder) || path === config.DATA_DIR ? { ...file, ...unsynced } : file,
    ),
  },
  {
    without: "sync of the dead letters' folder",
    machine: withOpened((file, path) => (path === deadLettersFolder ? { ...file, ...unsynced } : file)),
  },
  {
    without: 'a look at how much was written',
    machine: withOpened((file) => ({
      ...file,
      write: async (bytes, offset) => {
        await file.write(bytes, offset)
        return { bytesWritten: bytes.byteLength - offset }
      },
    })),
  },
  {
    without: 'a temporary name while a file is written',
    machine: withFiles((files) => ({
      open: (path, flags, mode) => files.open(path.replace(/\.tmp$/, ''), flags, mode),
      rename: () => Promise.resolve(),
    })),
  },
  {
    without: "checksum of the block file's header",
    machine: withFiles((files) => ({ readFile: async (path) => repairedHeader(await files.readFile(path)) })),
  },
  {
    without: "the consumer's lock",
    machine: (machine) => ({ ...machine, tryLock: (file) => machine.tryLock(file) ?? (() => undefined) }),
  },
]

function isStaged(path: string): boolean {
  return path.startsWith(spoolFolder) && /\.block(\.tmp)?$/.test(path)
}

function withFiles(changed: (files: Files) => Partial<Files>): (machine: Machine) => Machine {
  return (machine) => ({ ...machine, files: { ...machine.files, ...changed(machine.files) } })
}

function withOpened(changed: (file: OpenFile, path: string) => OpenFile): (machine: Machine) => Machine {
  return withFiles((files) => ({
    open: async (path, flags, mode) => changed(await files.open(path, flags, mode), path),
  }))
}
