// Why a WebSocket handshake is not accepted, as the HTTP answer that it gets instead.
import { problemAnswer } from '../answer/problem-answer.ts'
import type { Answer } from '../http.ts'
import type { OriginRules } from '../request/origin-rules.ts'
import type { ReceivedRequest } from '../request/read-request.ts'
import type { LiveEndpoint } from './live-endpoint.ts'

type HandshakeRequest = Pick<ReceivedRequest, 'header' | 'requestId'>

/** Undefined: it is accepted. A client without an Origin is no browser, and no page speaks through it. */
export function liveRefusal(live: LiveEndpoint, origins: OriginRules, request: HandshakeRequest): Answer | undefined {
  const { requestId } = request
  const origin = request.header('origin')
  if (origin !== undefined && !origins.mayRead(origin)) {
    const detail = `pages of ${origin.slice(0, 200)} may not connect; CORS_ORIGINS lists those that may`
    return problemAnswer({ status: 403, detail, requestId })
  }
  if (request.header('sec-websocket-version') !== '13' || !/\bwebsocket\b/i.test(request.header('upgrade') ?? '')) {
    return upgradeRequired(live.path, requestId)
  }
  const retryAfterSeconds = live.refuse()
  if (retryAfterSeconds === undefined) return undefined
  const detail = `${live.path} has as many clients as it takes`
  return problemAnswer({ status: 503, detail, requestId, headers: { 'Retry-After': String(retryAfterSeconds) } })
}

/** What a plain request to the WebSocket's path gets. */
export function upgradeRequired(path: string, requestId: string): Answer {
  return problemAnswer({
    status: 426,
    detail: `${path} is a WebSocket: connect with ws:// or wss://, version 13`,
    requestId,
    headers: { Upgrade: 'websocket', Connection: 'Upgrade', 'Sec-WebSocket-Version': '13' },
  })
}
