// The WebSocket endpoint on uWebSockets.js. It only sends: a client that talks is closed with 1008.
//
// No permessage-deflate: messages are a few hundred bytes, and every client would need a compressor of its own.
import { Exchange } from '../exchange.ts'
import type { Answer } from '../http.ts'
import { readRequest, type ReceivedRequest } from '../request/read-request.ts'
import { compressionOff, type TemplatedApp, type WebSocket } from '../uws/uws.ts'
import type { LiveClient, LiveConnection, LiveEndpoint } from './live-endpoint.ts'

interface LiveSocketState {
  client?: LiveClient
}

export interface ServeLiveOptions {
  readonly live: LiveEndpoint
  /** Undefined: the client may come in. */
  readonly refusalOf: (request: ReceivedRequest) => Answer | undefined
  /** Sends the refusal. */
  readonly answer: (exchange: Exchange, request: ReceivedRequest, refusal: Answer) => void
}

/** uWebSockets.js cuts a larger message before it is read. */
const receivedBytesMax = 1024
/** Never reached while the endpoint holds back what a client has not read; a bound on mistakes. */
const bufferedBytesMax = 64 * 1024
/** Of a connection without any sign of life; the endpoint's own pings find that out earlier. */
const idleSeconds = 120
const policyViolation = 1008

export function serveLive(app: TemplatedApp, { live, refusalOf, answer }: ServeLiveOptions): void {
  const text = new TextDecoder()
  app.ws<LiveSocketState>(live.path, {
    compression: compressionOff,
    maxPayloadLength: receivedBytesMax,
    maxBackpressure: bufferedBytesMax,
    idleTimeout: idleSeconds,
    sendPingsAutomatically: false,
    upgrade(res, req, context) {
      const exchange = new Exchange(res)
      const request = readRequest(res, req, exchange)
      const refusal = refusalOf(request)
      if (refusal !== undefined) {
        answer(exchange, request, refusal)
        return
      }
      const key = req.getHeader('sec-websocket-key')
      // No subprotocol and no extension is ours: a client that insists on one sees that and leaves.
      res.upgrade<LiveSocketState>({}, key, '', '', context)
    },
    open(ws) {
      ws.getUserData().client = live.open(connectionOf(ws))
    },
    message(ws) {
      ws.end(policyViolation, 'this socket only sends')
    },
    drain(ws) {
      ws.getUserData().client?.drained()
    },
    pong(ws, payload) {
      const sequence = Number(text.decode(payload))
      if (Number.isSafeInteger(sequence)) ws.getUserData().client?.ponged(sequence)
    },
    close(ws) {
      ws.getUserData().client?.closed()
    },
  })
}

function connectionOf(ws: WebSocket<LiveSocketState>): LiveConnection {
  return {
    send(messages) {
      ws.cork(() => {
        for (const message of messages) ws.send(message, false)
      })
    },
    bufferedBytes: () => ws.getBufferedAmount(),
    ping: (sequence) => ws.ping(String(sequence)),
    close: (code, reason) => ws.end(code, reason),
    terminate: () => ws.close(),
  }
}
