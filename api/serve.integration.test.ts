// The API as a process, as `make api` starts it.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { freePort } from '@millrace/engine/services/process/free-port.ts'
import { testClickHouse } from '@millrace/engine/testing/test-clickhouse.ts'
import { expect, inject, onTestFinished, test } from 'vitest'

const { url } = await testClickHouse()

function serve(
  environment: Record<string, string>,
  ...args: string[]
): { child: ChildProcess; ended: Promise<string> } {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'serve.ts'), ...args], {
    env: { PATH: process.env['PATH'], CLICKHOUSE_URL: url, DATA_DIR: join(inject('dataDir'), 'serve'), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += String(chunk)))
  return { child, ended: once(child, 'close').then(([code, signal]) => `${String(code ?? signal)}: ${output}`) }
}

test('answers until Ctrl-C, then tells those who watch and ends well', async () => {
  const port = await freePort()
  const { child, ended } = serve({ API_PORT: String(port) })
  const isAlive = (): Promise<number> =>
    fetch(`http://127.0.0.1:${port}/healthz`).then(
      ({ status }) => status,
      () => 0,
    )
  await expect.poll(isAlive, { timeout: 90_000 }).toBe(200)
  const socket = new WebSocket(`ws://127.0.0.1:${port}/live`)
  await once(socket, 'open')
  const closed = once(socket, 'close')
  child.kill('SIGINT')
  expect(await closed).toMatchObject([{ code: 1001 }])
  const said = await ended
  expect(said).toMatch(/^0: /)
  for (const line of said.slice(3).trim().split('\n')) expect(JSON.parse(line)).toMatchObject({ level: 'info' })
})

test('a port that is taken, a host that others reach, a wrong value and a wrong flag are said, and end it with 2', async () => {
  const holder = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void holder.close())
  await once(holder, 'listening')
  const address = holder.address()
  const port = String(typeof address === 'object' && address !== null ? address.port : 0)
  expect(await serve({ API_PORT: port }).ended).toMatch(
    new RegExp(`^2: .*API_PORT=${port} is not valid: .*process ${process.pid}\\)`, 's'),
  )
  expect(await serve({ API_HOST: '0.0.0.0' }).ended).toMatch(/^2: API_HOST=0\.0\.0\.0 is not valid: .*API_TOKEN/s)
  expect(await serve({ LOG_LEVEL: 'loud' }).ended).toMatch(/^2: LOG_LEVEL=loud is not valid/)
  expect(await serve({}, '--port').ended).toMatch(/^2: .*unknown option/s)
  expect(await serve({}, '--help').ended).toMatch(/^0: .*Usage: api/s)
})
