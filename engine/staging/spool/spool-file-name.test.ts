import { expect, test } from 'vitest'
import { parseSpoolFileName, spoolFileNames, temporaryFileProcessId, temporaryName } from './spool-file-name.ts'

test('names sort in the order they were made, even when the clock goes back', () => {
  const times = [1_700_000_000_000, 1_700_000_000_000, 1_700_000_000_005, 1_600_000_000_000, 1_700_000_000_009]
  const next = spoolFileNames(() => times.shift() ?? 0)
  const names = [next(5), next(1_000_000), next(7), next(3), next(1)]
  expect([...names].sort()).toEqual(names)
  expect(new Set(names).size).toBe(5)
})

test('two makers in one process, as in two containers with the same process id, never clash', () => {
  const now = (): number => 1_700_000_000_000
  expect(spoolFileNames(now)(1)).not.toBe(spoolFileNames(now)(1))
})

test('a name says whose it is and how large; others are none of the spool', () => {
  const name = spoolFileNames()(4_096)
  expect(parseSpoolFileName(name)).toEqual({ processId: process.pid, frameBytes: 4_096 })
  expect(parseSpoolFileName(temporaryName(name))).toBeUndefined()
  expect(parseSpoolFileName('consumer.lock')).toBeUndefined()
  expect(temporaryFileProcessId(temporaryName(name))).toBe(process.pid)
  expect(temporaryFileProcessId(name)).toBeUndefined()
  expect(temporaryFileProcessId('someone.tmp')).toBeUndefined()
})
