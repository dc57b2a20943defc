import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { expect, onTestFinished, test } from 'vitest'
import { strike } from './strike.ts'

const soon = { timeout: 10_000, interval: 10 }

function sleeper(): ChildProcess {
  const child = spawn('sleep', ['60'], { stdio: 'ignore' })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

async function state({ pid }: ChildProcess): Promise<string | undefined> {
  return /^State:\s+(\S)/m.exec(await readFile(`/proc/${pid ?? 0}/status`, 'utf8'))?.[1]
}

test('all are killed, and one that has ended does not matter', async () => {
  const [first, second] = [sleeper(), sleeper()]
  const ended = [once(first, 'exit'), once(second, 'exit')]
  expect(await strike('kill', [first.pid, undefined, second.pid], () => 0)).toBe(2)
  expect(await Promise.all(ended)).toEqual([
    [null, 'SIGKILL'],
    [null, 'SIGKILL'],
  ])
  expect(await strike('kill', [first.pid], () => 0)).toBe(0)
})

test('what is stopped goes on afterwards', async () => {
  const child = sleeper()
  await expect.poll(() => state(child), soon).toBe('S')
  const striking = strike('stop', [child.pid], () => 0.1)
  await expect.poll(() => state(child), soon).toBe('T')
  expect(await striking).toBe(1)
  await expect.poll(() => state(child), soon).toBe('S')
})

test("the caller's own group is never struck", async () => {
  await expect(strike('kill', [0], () => 0)).rejects.toThrow("nobody's to strike")
})
