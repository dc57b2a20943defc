import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { describePipelineBus } from '../pipeline-bus.contract.ts'
import type { PipelineSnapshot } from '../pipeline-snapshot.ts'
import { startBusProcess } from '../testing/bus-process.ts'
import { testSnapshot } from '../testing/test-snapshot.ts'
import { connectPublisher } from './connect-publisher.ts'
import { localBus } from './local-bus.ts'

const soon = { timeout: 5_000 }
const base = await mkdtemp(join(tmpdir(), 'millrace-bus-'))
afterAll(() => rm(base, { recursive: true }))
/** Longer than a socket's path may be, and not there yet. */
const newDir = (): string => join(base, 'x'.repeat(120), randomUUID())

describePipelineBus('on local sockets', () => {
  const dir = newDir()
  return Promise.resolve({
    spec: { kind: 'local', dir },
    keptMsMax: async () => ((await readdir(dir)).length > 0 ? Infinity : 0),
  })
})

describe('local sockets', () => {
  let dir: string
  let told: string[]
  let taken: PipelineSnapshot[]
  let closing: { close(): Promise<void> }[]
  const notify = (message: string): void => void told.push(message)
  const sequences = (): number[] => taken.map(({ sequence }) => sequence)
  beforeEach(() => {
    dir = newDir()
    told = []
    taken = []
    closing = []
  })
  afterEach(() => Promise.all(closing.map((each) => each.close())))

  const publisher = async () => {
    const opened = await localBus(dir, notify).publisher()
    closing.push(opened)
    return opened
  }
  const subscribe = async (): Promise<void> => {
    closing.push(await localBus(dir, notify).subscribe((snapshot) => taken.push(snapshot)))
  }

  test('an ended publisher leaves an empty folder', async () => {
    const opened = await publisher()
    expect(await readdir(dir)).toHaveLength(1)
    await opened.close()
    expect(await readdir(dir)).toEqual([])
  })

  test('what a killed publisher leaves is removed by the next one, without any subscriber', async () => {
    const killed = startBusProcess('publish', { kind: 'local', dir }, 'a')
    await killed.until('3')
    await killed.kill()
    const [dead] = await readdir(dir)
    await publisher()
    await expect.poll(() => readdir(dir), soon).not.toContain(dead)
    expect(await readdir(dir)).toHaveLength(1)
  })

  test('a publisher that is stopped keeps its socket', async () => {
    const stopped = startBusProcess('publish', { kind: 'local', dir }, 'a')
    try {
      await stopped.until('3')
      stopped.child.kill('SIGSTOP')
      await subscribe()
      await sleep(1_500) // longer than between two readings of the folder
      expect(await readdir(dir)).toHaveLength(1)
      stopped.child.kill('SIGCONT')
      await expect.poll(() => taken.length, soon).toBeGreaterThan(3)
    } finally {
      await stopped.kill()
    }
  })

  test('a connection that is not read costs the newest snapshot, not all of them', async () => {
    const opened = await publisher()
    const [name = ''] = await readdir(dir)
    const socket = await connectPublisher(dir, name)
    let text = ''
    const last = 20_000
    for (let sequence = 0; sequence <= last; sequence++) {
      opened.publish(testSnapshot('a', sequence))
      if (sequence % 100 === 0) await sleep(0)
    }
    socket?.on('data', (chunk) => (text += String(chunk)))
    await expect.poll(() => text, soon).toContain(`"sequence":${last},`)
    // What the kernel holds for the connection, and what Node.js had read ahead.
    expect(text.length).toBeLessThan(1_000_000)
    socket?.destroy()
  })

  test('a publisher keeps no process alive', async () => {
    await subscribe()
    const program = `
      import { localBus } from '${join(import.meta.dirname, 'local-bus.ts')}'
      import { testSnapshot } from '${join(import.meta.dirname, '../testing/test-snapshot.ts')}'
      const publisher = await localBus('${dir}', console.error).publisher()
      publisher.publish(testSnapshot('a', 0))
      setTimeout(() => undefined, 500) // long enough to be connected to`
    const child = spawn(process.execPath, ['--input-type=module', '--eval', program], { stdio: 'inherit' })
    expect(await once(child, 'exit')).toEqual([0, null])
    expect(sequences()).toEqual([0])
    await expect.poll(() => readdir(dir), soon).toEqual([])
  })

  test.each([
    ['no JSON', 'no snapshot\n'],
    ['other JSON', '{"id":"a"}\n'],
    ['an endless line', 'x'.repeat(100_000)],
  ])('who sends garbage is dropped, told once, and left alone: %s', async (_, garbage) => {
    await subscribe()
    let connections = 0
    const server = createServer((socket) => {
      connections++
      socket.on('error', () => socket.destroy())
      socket.write(`${JSON.stringify(testSnapshot('a', 0))}\n${garbage}`)
    })
    await new Promise<void>((resolve) => server.listen(join(base, 'garbage'), resolve))
    await rename(join(base, 'garbage'), join(dir, 'garbage.sock'))
    try {
      await expect.poll(() => told, soon).toHaveLength(1)
      expect(told[0]).toMatch(/garbage\.sock/)
      await sleep(1_500)
      expect({ connections, sequences: sequences(), told: told.length }).toEqual({
        connections: 1,
        sequences: [0],
        told: 1,
      })
    } finally {
      server.close()
    }
  })

  test('the last snapshot reaches a subscriber that is behind, and reads again before its pipeline has ended', async () => {
    const opened = await publisher()
    const [name = ''] = await readdir(dir)
    const socket = await connectPublisher(dir, name)
    for (let sequence = 0; sequence < 2_000; sequence++) {
      opened.publish(testSnapshot('a', sequence))
      if (sequence % 10 === 0) await sleep(0)
    }
    opened.publish(testSnapshot('a', 2_000, { isFinal: true }))
    const closed = opened.close()
    await sleep(100)
    let text = ''
    socket?.on('data', (chunk) => (text += String(chunk)))
    await closed
    await expect.poll(() => text, soon).toContain('"isFinal":true')
  })

  test('a folder that is removed and made anew is followed again', async () => {
    await subscribe()
    await rm(dir, { recursive: true })
    const opened = await publisher()
    opened.publish(testSnapshot('a', 7))
    await expect.poll(sequences, soon).toEqual([7])
    expect(told).toEqual([])
  })

  test('a folder that cannot be made fails nobody, and is told once each', async () => {
    await mkdir(join(dir, '..'), { recursive: true })
    await writeFile(dir, 'a file is in its place')
    const opened = await publisher()
    opened.publish(testSnapshot('a', 0))
    await opened.close()
    await subscribe()
    await sleep(1_500)
    expect(told).toHaveLength(2)
    await rm(dir)
    const later = await publisher()
    later.publish(testSnapshot('a', 1))
    await expect.poll(sequences, soon).toEqual([1])
  })
})
