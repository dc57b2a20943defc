// The API's HTTP and WebSocket server: carries requests to routes and answers back, and stops without cutting anyone off.
import { setTimeout as delay } from 'node:timers/promises'
import { Exchange } from './exchange.ts'
import { listen, type ListenAddress } from './listen.ts'
import type { LiveEndpoint } from './live/live-endpoint.ts'
import { liveRefusal, upgradeRequired } from './live/live-refusal.ts'
import { serveLive } from './live/serve-live.ts'
import { RequestServer, type RequestServerOptions } from './request-server.ts'
import { hostRules } from './request/host-rules.ts'
import { originRules } from './request/origin-rules.ts'
import { readRequest } from './request/read-request.ts'
import { closeListenSocket, createApp, localPort } from './uws/uws.ts'

export interface ApiServerOptions extends ListenAddress, Omit<RequestServerOptions, 'origins' | 'hosts'> {
  readonly live: LiveEndpoint
  /** Origins of pages that may read and write, such as `http://127.0.0.1:5173`; `*` lets every page read. */
  readonly corsOrigins: readonly string[]
  /** Names it answers to beside its own; undefined: see `hostRules`. */
  readonly hostNames: readonly string[] | undefined
}

export interface ApiServer {
  readonly port: number
  /** Takes no one new, lets answers under way be finished for up to `graceMs`, tells WebSockets, closes everything. */
  close(options: { readonly graceMs: number }): Promise<void>
}

const goingAway = 1001
/** For the last bytes and close frames to be taken up by clients before their connections end. */
const lingerMs = 50

/** Throws `CONFIG` when it cannot listen, naming what is wrong. */
export async function openApiServer({
  live,
  corsOrigins,
  hostNames,
  ...options
}: ApiServerOptions): Promise<ApiServer> {
  const app = createApp()
  const listenSocket = await listen(app, options)
  const port = localPort(listenSocket)
  const origins = originRules(corsOrigins, port)
  const hosts = hostRules({ apiHost: options.host, named: hostNames })
  const routes = new Map(options.routes).set(live.path, {
    GET: ({ requestId }) => Promise.resolve(upgradeRequired(live.path, requestId)),
  })
  const server = new RequestServer({ ...options, routes, origins, hosts })
  serveLive(app, {
    live,
    refusalOf: (request) => server.refusalOf(request)?.answer ?? liveRefusal(live, origins, request),
    answer: (exchange, request, refusal) => void server.serve(exchange, request, { route: live.path, answer: refusal }),
  })
  app.any('/*', (res, req) => {
    const exchange = new Exchange(res)
    void server.serve(exchange, readRequest(res, req, exchange))
  })
  const close = async (graceMs: number) => {
    closeListenSocket(listenSocket)
    live.close(goingAway, 'the server stops')
    await server.finish(graceMs)
    await delay(lingerMs)
    app.close()
  }
  // Closing a socket of uWebSockets.js twice ends the process.
  let closed: Promise<void> | undefined
  return { port, close: ({ graceMs }) => (closed ??= close(graceMs)) }
}
