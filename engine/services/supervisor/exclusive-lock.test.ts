import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { tryExclusiveLock } from './exclusive-lock.ts'

let folder: string
let file: string
let sleepers: ChildProcess[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-lock-'))
  file = join(folder, 'lock')
  sleepers = []
})
afterEach(async () => {
  for (const sleeper of sleepers) sleeper.kill('SIGKILL')
  await rm(folder, { recursive: true })
})

/** Another process that locks the file and hands the lock on to a child of its own, which outlives it. */
async function lockElsewhere(): Promise<{ locker: ChildProcess; heirProcessId: number }> {
  const program = `
    import { spawn } from 'node:child_process'
    import { tryExclusiveLock } from ${JSON.stringify(join(import.meta.dirname, 'exclusive-lock.ts'))}
    const lock = tryExclusiveLock(${JSON.stringify(file)})
    console.log(spawn('sleep', ['30'], { stdio: ['ignore', 'ignore', 'ignore', lock] }).pid)`
  const locker = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  sleepers.push(locker)
  const [output] = (await once(locker.stdout, 'data')) as [Buffer]
  return { locker, heirProcessId: Number(output.toString()) }
}

test('one holder at a time, in one process too', () => {
  const lock = tryExclusiveLock(file)
  expect(lock).toBeTypeOf('number')
  expect(tryExclusiveLock(file)).toBeUndefined()
  if (lock !== undefined) closeSync(lock)
  expect(tryExclusiveLock(file)).toBeTypeOf('number')
})

test('is held until the last process that inherited it has died, however it died', async () => {
  const { locker, heirProcessId } = await lockElsewhere()
  expect(tryExclusiveLock(file)).toBeUndefined()
  locker.kill('SIGKILL')
  await once(locker, 'exit')
  expect(tryExclusiveLock(file)).toBeUndefined()
  process.kill(heirProcessId, 'SIGKILL')
  await vi.waitFor(() => expect(tryExclusiveLock(file)).toBeTypeOf('number'), { timeout: 5_000 })
})
