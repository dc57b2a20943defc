import { expect, test } from 'vitest'
import { SeededRandom } from '../time/seeded-random.ts'
import { SimulatedDisk } from './simulated-disk.ts'

const outcomes = 200

/** What is left of `/a/x` after a crash, of many disks on which the same was done. */
function afterCrashes(work: (disk: SimulatedDisk) => void): Set<string | undefined> {
  const found = new Set<string | undefined>()
  for (let seed = 0; seed < outcomes; seed++) {
    const disk = new SimulatedDisk(new SeededRandom(['disk', seed]))
    disk.makeFolders('/a')
    disk.sync(disk.folder('/'))
    work(disk)
    disk.crash()
    found.add(disk.has('/a/x') ? Buffer.from(disk.file('/a/x').bytes).toString('latin1') : undefined)
  }
  return found
}

function write(disk: SimulatedDisk, path: string): void {
  disk.makeFile(path).bytes = Buffer.from('abc')
}

test('what was synced, file and folder, outlives a crash', () => {
  const found = afterCrashes((disk) => {
    write(disk, '/a/x')
    disk.sync(disk.file('/a/x'))
    disk.sync(disk.folder('/a'))
  })
  expect([...found]).toEqual(['abc'])
})

test('a name in a folder that was not synced may be lost', () => {
  const found = afterCrashes((disk) => {
    write(disk, '/a/x')
    disk.sync(disk.file('/a/x'))
  })
  expect(found).toEqual(new Set(['abc', undefined]))
})

test('a file that was not synced may come back empty, cut short, or as zeros', () => {
  const found = afterCrashes((disk) => {
    write(disk, '/a/x')
    disk.sync(disk.folder('/a'))
  })
  expect(found).toEqual(new Set(['abc', '', 'a', 'ab', '\0\0\0']))
})

test('a removal that was not synced may come undone, a rename is whole or not at all', () => {
  const removed = afterCrashes((disk) => {
    write(disk, '/a/x')
    disk.sync(disk.file('/a/x'))
    disk.sync(disk.folder('/a'))
    disk.remove('/a/x')
  })
  expect(removed).toEqual(new Set(['abc', undefined]))
  const disk = new SimulatedDisk(new SeededRandom(['rename']))
  disk.makeFolders('/a')
  write(disk, '/a/y')
  disk.rename('/a/y', '/a/x')
  expect([disk.has('/a/x'), disk.has('/a/y')]).toEqual([true, false])
})
