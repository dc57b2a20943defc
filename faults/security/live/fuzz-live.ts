// Made-up handshakes and frames for /live: what comes back is an answer or frames that a client may get, and whoever watches
// beside them goes on to be told.
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { pushMessage } from '@millrace/schemas/api/push/push-message.ts'
import fc from 'fast-check'
import { expect, vi } from 'vitest'
import { fuzz } from '../fuzz.ts'
import type { ServedApi } from '../served-api.ts'
import { anyFrames } from './any-frames.ts'
import { anyHandshake } from './any-handshake.ts'
import { receivedFrames } from './received-frames.ts'

/** For the API to say what it has to; a client that has said nothing wrong would be told things for ever. */
const listenMs = 30
/** How uWebSockets.js answers frames that follow a handshake that was refused: they are no requests. */
const notHttp = /^HTTP\/1\.1 (431|505) /
const framesHeldMsMax = 20_000

export async function fuzzLive(api: ServedApi, count: number): Promise<void> {
  let told = 0
  const watcher = new WebSocket(`ws://127.0.0.1:${api.port}/live`)
  watcher.addEventListener('message', () => told++)
  await vi.waitUntil(() => told > 0, { timeout: framesHeldMsMax })
  const kinds = await fuzz(api, {
    inputs: fc.tuple(anyHandshake, anyFrames),
    count,
    atOnce: 16,
    async send([{ text, isForeign }, frames]) {
      return expectForeseen(await exchanged(api.port, [Buffer.from(text), ...frames]), isForeign)
    },
  })
  expect(kinds.get('101')).toBeGreaterThan(count / 5)
  expect(kinds.get('403')).toBeGreaterThan(count / 100)
  const toldBefore = told
  await vi.waitUntil(() => told > toldBefore, { timeout: framesHeldMsMax })
  watcher.close()
}

async function exchanged(port: number, pieces: readonly Buffer[]): Promise<Buffer> {
  const received: Buffer[] = []
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => undefined) // a client that talks nonsense is cut
  socket.on('data', (bytes) => received.push(bytes))
  for (const piece of pieces) {
    socket.write(piece)
    await sleep(1)
  }
  await sleep(listenMs)
  socket.destroy()
  return Buffer.concat(received)
}

function expectForeseen(received: Buffer, isForeign: boolean): string {
  const end = received.indexOf('\r\n\r\n')
  if (end === -1) return 'cut' // it was cut before it said anything, as is everyone who sends on while an answer is made
  const status = Number(received.toString('latin1', 9, 12))
  if (notHttp.test(received.toString('latin1', 0, end))) return 'not HTTP'
  expect([101, 200, 202, 204, 400, 403, 404, 405, 421, 426]).toContain(status)
  if (status !== 101) return String(status)
  expect(isForeign).toBe(false)
  expect(received.toString('latin1', 0, end)).not.toMatch(/sec-websocket-(protocol|extensions)/i)
  for (const { opcode, payload } of receivedFrames(received.subarray(end + 4))) {
    expect([1, 8, 9, 10]).toContain(opcode)
    if (opcode === 1) pushMessage.parse(JSON.parse(payload.toString()))
  }
  return '101'
}
