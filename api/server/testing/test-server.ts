// A server for tests, with whatever routes they need, and what it logged and observed.
import type { Handler } from '../http.ts'
import { openApiServer, type ApiServer, type ApiServerOptions } from '../api-server.ts'
import type { ObservedRequest } from '../request-server.ts'
import { noLive } from './no-live.ts'

export interface TestServer extends ApiServer {
  readonly url: string
  readonly observed: ObservedRequest[]
  readonly logged: Readonly<Record<string, unknown>>[]
}

export async function testServer(
  handlers: Readonly<Record<string, Handler>>,
  options: Partial<ApiServerOptions> = {},
): Promise<TestServer> {
  const observed: ObservedRequest[] = []
  const logged: Readonly<Record<string, unknown>>[] = []
  const server = await openApiServer({
    host: '127.0.0.1',
    port: 0,
    routes: new Map(Object.entries(handlers).map(([path, GET]) => [path, { GET }])),
    live: noLive,
    corsOrigins: [],
    hostNames: ['*'],
    log: { error: (fields) => logged.push(fields) },
    observe: (request) => observed.push(request),
    ...options,
  })
  return { ...server, url: `http://127.0.0.1:${server.port}`, observed, logged }
}
