// A server for tests of request bodies: `/sum` reads them whole, `/slow-reader` when it is let, `/refuse` not at all.
import { createHash } from 'node:crypto'
import type { Answer, Handler, RouteHandlers } from '../http.ts'
import { testServer, type TestServer } from './test-server.ts'

export interface BodyServer extends TestServer {
  /** What ended the reading of a body before its end, the newest last. */
  readonly failures: unknown[]
  /** Whether each of these readers' clients had left by then. */
  readonly abortedSignals: boolean[]
  /** Lets the readers at `/slow-reader` go on. */
  letRead(): void
  /** How many of them have begun. */
  readonly slowReaders: () => number
}

export const bodyBytesMax = 64 * 1024 * 1024

export function sumOf(bytes: Uint8Array): string {
  return `${bytes.byteLength} ${createHash('sha1').update(bytes).digest('hex')}`
}

export async function bodyServer(): Promise<BodyServer> {
  const failures: unknown[] = []
  const abortedSignals: boolean[] = []
  const gate = Promise.withResolvers<undefined>()
  let slowReaders = 0
  const sum: Handler = async ({ body, signal }) => {
    const hash = createHash('sha1')
    let bytes = 0
    try {
      for await (const piece of body) {
        hash.update(piece)
        bytes += piece.byteLength
      }
    } catch (error) {
      failures.push(error)
      abortedSignals.push(signal.aborted)
      throw error
    }
    return text(200, `${bytes} ${hash.digest('hex')}`)
  }
  const post = (POST: Handler, more: Partial<RouteHandlers> = {}): RouteHandlers => ({ POST, bodyBytesMax, ...more })
  const routes = new Map<string, RouteHandlers>([
    ['/sum', post(sum, { GET: sum })],
    ['/small', { POST: sum, bodyBytesMax: 100_000 }],
    [
      '/slow-reader',
      post(async (request) => {
        slowReaders++
        await gate.promise
        return sum(request)
      }),
    ],
    ['/refuse', post(() => Promise.resolve(text(401, 'not you')))],
    [
      '/first-piece',
      post(async ({ body }) => {
        for await (const piece of body) return text(429, `not after ${piece.byteLength > 0 ? 'some' : 'no'} bytes`)
        return text(200, 'nothing')
      }),
    ],
  ])
  const server = await testServer({}, { routes })
  return {
    ...server,
    failures,
    abortedSignals,
    letRead: () => gate.resolve(undefined),
    slowReaders: () => slowReaders,
  }
}

function text(status: number, body: string): Answer {
  return { status, headers: { 'Content-Type': 'text/plain' }, body }
}
