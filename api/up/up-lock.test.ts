import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { takeUpLock } from './up-lock.ts'

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'millrace-up-'))
})
afterEach(() => rmSync(dataDir, { recursive: true }))

test('the second one is told who runs and where, as far as that is known', () => {
  const lock = takeUpLock(dataDir)
  expect(() => takeUpLock(dataDir)).toThrow(/make up runs already in DATA_DIR=.*millrace-up-\w+\. Use that one/)
  lock.tell({ processId: 123, dashboard: 'http://127.0.0.1:1', api: 'http://127.0.0.1:2' })
  expect(() => takeUpLock(dataDir)).toThrow('process 123, dashboard http://127.0.0.1:1, API http://127.0.0.1:2')
  lock.release()
  const next = takeUpLock(dataDir)
  expect(() => takeUpLock(dataDir)).not.toThrow('process 123')
  next.release()
})

test('a DATA_DIR that cannot be made is said', () => {
  expect(() => takeUpLock('/sys/data')).toThrow(/DATA_DIR=\/sys\/data is not valid|\/sys/)
})
