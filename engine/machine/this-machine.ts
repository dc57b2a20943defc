// The machine that this process runs on.
import { randomBytes } from 'node:crypto'
import { closeSync } from 'node:fs'
import * as files from 'node:fs/promises'
import { systemErrorCode } from '../errors/error-message.ts'
import { tryExclusiveLock } from '../services/supervisor/exclusive-lock.ts'
import { fileNames } from './file-names.ts'
import type { Machine } from './machine.ts'
import { readFile } from './read-file.ts'

export const thisMachine: Machine = {
  files: { ...files, readFile, readdir: fileNames },
  processId: process.pid,
  randomName: () => randomBytes(4).toString('hex'),
  isAlive(processId) {
    try {
      return process.kill(processId, 0)
    } catch (error) {
      return systemErrorCode(error) !== 'ESRCH'
    }
  },
  tryLock(file) {
    const lock = tryExclusiveLock(file)
    return lock === undefined ? undefined : () => closeSync(lock)
  },
}
