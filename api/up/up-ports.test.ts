import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { freePort } from '@millrace/engine/services/process/free-port.ts'
import { failureOf } from '@millrace/engine/testing/failure-of.ts'
import { upPorts } from './up-ports.ts'

test('a port that is taken is named with its variable and its holder', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const failure = await failureOf(upPorts({ API_PORT: 0, GRPC_PORT: 0, UI_PORT: port }))
  expect(failure.code).toBe('CONFIG')
  expect(failure.message).toMatch(
    new RegExp(
      `^UI_PORT=${port} is not valid: the port is held by ".+" \\(process ${process.pid}\\); .*another UI_PORT$`,
    ),
  )
})

test('0 is any free port, each another one; what is given stays', async () => {
  const given = await freePort()
  const ports = await upPorts({ API_PORT: given, GRPC_PORT: 0, UI_PORT: 0 })
  expect(ports.API_PORT).toBe(given)
  expect(new Set([0, ...Object.values(ports)]).size).toBe(4)
})

test('two that are the same are refused', async () => {
  const port = await freePort()
  expect((await failureOf(upPorts({ API_PORT: port, GRPC_PORT: 0, UI_PORT: port }))).message).toContain(
    'UI_PORT is the same',
  )
})
