// Makes a folder (and those above it) that only its owner can look into, and promises that it outlives a crash of the machine:
// what is synced in a folder is lost with the folder's own name, whoever made it and died before that was synced.
import { dirname, resolve } from 'node:path'
import { systemErrorCode } from '../errors/error-message.ts'
import type { Files } from './machine.ts'
import { syncFolder } from './sync-folder.ts'

const notOursCodes = new Set(['EACCES', 'EPERM', 'EROFS', 'EINVAL'])

export async function makeFolder(files: Files, dir: string): Promise<void> {
  let folder = resolve(dir)
  await files.mkdir(folder, { recursive: true, mode: 0o700 })
  while (dirname(folder) !== folder) {
    folder = dirname(folder)
    try {
      await syncFolder(files, folder)
    } catch (error) {
      // One that was made here can be synced: this one was there before, and so was everything above it.
      if (notOursCodes.has(systemErrorCode(error) ?? '')) return
      throw error
    }
  }
}
