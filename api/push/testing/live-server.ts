// A server with nothing but `/live`, quick enough for tests, and Node's own client of it.
import { pushMessage, type PushMessage } from '@millrace/schemas/api/push/push-message.ts'
import { expect, vi } from 'vitest'
import { testServer } from '../../server/testing/test-server.ts'
import { LiveHub, type LiveHubOptions } from '../live-hub.ts'
import { CountingSource } from './counting-source.ts'

/** The one foreign page that may connect. */
export const page = 'https://dashboard.example'

export async function liveServer(options: Partial<LiveHubOptions> = {}) {
  const source = new CountingSource()
  const intervals = { intervalMs: 25, idleIntervalMs: 400, pingIntervalMs: 50 }
  const hub = new LiveHub({ source, dataset: 'page_events', ...intervals, ...options })
  const small = () => Promise.resolve({ status: 200, headers: {}, body: 'small' })
  const server = await testServer({ '/small': small }, { live: hub, corsOrigins: [page] })
  return { source, hub, server }
}

export interface Watcher {
  readonly messages: PushMessage[]
  readonly closed: Promise<{ code: number; reason: string }>
  readonly send: (text: string) => void
}

/** Every message has to be one that the schemas know. */
export function watch(port: number): Watcher {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/live`)
  const messages: PushMessage[] = []
  socket.addEventListener('message', ({ data }) => messages.push(pushMessage.parse(JSON.parse(String(data)))))
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.addEventListener('close', ({ code, reason }) => resolve({ code, reason })),
  )
  return { messages, closed, send: (text) => socket.send(text) }
}

export function counters(messages: readonly PushMessage[]) {
  return messages.filter((message) => message.type === 'counters')
}

export function has(watcher: Watcher, messageCount: number): Promise<void> {
  return vi.waitFor(() => expect(watcher.messages.length).toBeGreaterThanOrEqual(messageCount), 5000)
}
