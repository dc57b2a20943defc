import { mkdtemp, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { beforeEach, expect, inject, test } from 'vitest'
import { makeFolder } from './make-folder.ts'
import type { Files } from './machine.ts'
import { thisMachine } from './this-machine.ts'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(inject('dataDir'), 'make-folder-'))
})

/** Notes which folders are opened; opening `refused` fails. */
function watched(opened: string[], refused?: string): Files {
  return {
    ...thisMachine.files,
    open: (path, flags, mode) => {
      opened.push(path)
      if (path === refused) return Promise.reject(Object.assign(new Error('no right'), { code: 'EACCES' }))
      return thisMachine.files.open(path, flags, mode)
    },
  }
}

test('it makes folders for their owner alone, and syncs all that are above, those that were there included', async () => {
  const opened: string[] = []
  const path = join(dir, 'a', 'b')
  await makeFolder(watched(opened), path)
  expect((await stat(path)).mode & 0o777).toBe(0o700)
  expect(opened.slice(0, 3)).toEqual([join(dir, 'a'), dir, dirname(dir)])
  opened.length = 0
  await makeFolder(watched(opened), path)
  expect(opened.slice(0, 2)).toEqual([join(dir, 'a'), dir])
})

test('it goes no further up than it may look', async () => {
  const opened: string[] = []
  await makeFolder(watched(opened, dir), join(dir, 'a', 'b'))
  expect(opened).toEqual([join(dir, 'a'), dir])
})

test('a file in the place of the folder is refused', async () => {
  await writeFile(join(dir, 'file'), '')
  await expect(makeFolder(thisMachine.files, join(dir, 'file'))).rejects.toThrow('EEXIST')
})
