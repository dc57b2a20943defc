// Takes a request through its hooks to its route and brings the answer back, whatever happens on the way.
import { Readable } from 'node:stream'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { errorMessage } from '@millrace/engine/errors/error-message.ts'
import { AnswerHead } from './answer/answer-head.ts'
import { corsHeaders } from './answer/cors-headers.ts'
import { PreparedBodies } from './answer/prepared-bodies.ts'
import { problemAnswer } from './answer/problem-answer.ts'
import { prepareAnswer, sendAnswer, type PreparedAnswer, type SentAnswer } from './answer/send-answer.ts'
import { bodyFailureAnswer } from './body/body-failure-answer.ts'
import type { Exchange } from './exchange.ts'
import type { Answer, ApiRequest, RouteTable } from './http.ts'
import type { HostRules } from './request/host-rules.ts'
import type { OriginRules } from './request/origin-rules.ts'
import type { ReceivedRequest } from './request/read-request.ts'
import { requestRefusal, type RequestRefusal } from './request/request-refusal.ts'
import { routeOf, type RoutedRequest } from './request/route-of.ts'
import { UnderWay } from './under-way.ts'

export interface BeforeRoute {
  /** Goes out instead of the route's. */
  readonly answer?: Answer
  /** Go out with whatever answers. */
  readonly headers?: Readonly<Record<string, string>>
}

export interface ObservedRequest {
  readonly method: string
  /** Path of the route, or its label; undefined when the request had none: of these there are not many. */
  readonly route: string | undefined
  /** 499: the client left before the answer. */
  readonly status: number
  readonly seconds: number
  /** Of the body, as sent. */
  readonly bytes: number
  readonly requestId: string
}

export interface RequestServerOptions {
  readonly routes: RouteTable
  readonly origins: OriginRules
  readonly hosts: HostRules
  readonly log: { error(fields: Readonly<Record<string, unknown>>, message: string): void }
  /** Called before the handler of a route, not for requests that have none. */
  readonly before?: (request: ApiRequest) => Promise<BeforeRoute | undefined>
  /** Answers errors that are known; undefined for one that is not: it is logged and answered with 500. */
  readonly answerFor?: (error: unknown, request: ApiRequest) => Answer | undefined
  readonly observe?: (request: ObservedRequest) => void
}

const preparedBytesMax = 32 * 1024 * 1024
const clientLeft = 499

export class RequestServer {
  readonly #options: RequestServerOptions
  readonly #bodies = new PreparedBodies({ bytesMax: preparedBytesMax })
  readonly #underWay = new UnderWay()
  #isClosing = false

  constructor(options: RequestServerOptions) {
    this.#options = options
  }

  /** Never rejects. */
  async serve(exchange: Exchange, received: ReceivedRequest, given?: RoutedRequest): Promise<void> {
    const startMs = performance.now()
    this.#underWay.begin()
    let route: string | undefined
    let sent: SentAnswer | undefined
    try {
      const routed = this.#routed(received, given)
      route = routed.route
      // What came with a request that ends its connection is nobody's request: uWebSockets.js, which would answer it, cuts the
      // connection instead when the one before still waits for its answer.
      if ('answer' in routed && routed.closesConnection === true) await nextTurn()
      const prepared = await this.#prepared(exchange, received, routed)
      const goesOn = received.body === undefined || (await received.body.settle())
      sent = await sendAnswer(exchange, received, goesOn ? prepared : lastAnswer(prepared))
    } catch (error) {
      // Part of the answer may be out: cutting the connection is the only way left to say that it is not whole.
      this.#logFailure(error, received)
      exchange.cut()
    }
    this.#underWay.end()
    this.#options.observe?.({
      method: received.method,
      route,
      status: sent === undefined ? 500 : exchange.isAborted ? clientLeft : sent.status,
      seconds: (performance.now() - startMs) / 1000,
      bytes: sent?.bytes ?? 0,
      requestId: received.requestId,
    })
  }

  /** What a request gets wherever it goes: one that comes on an old connection while the server stops, or that is unfit. */
  refusalOf(received: ReceivedRequest): RequestRefusal | undefined {
    if (!this.#isClosing) return requestRefusal(this.#options.hosts, received)
    const headers = { 'Retry-After': '1' }
    const { requestId } = received
    return {
      answer: problemAnswer({ status: 503, detail: 'the server stops', requestId, headers }),
      closesConnection: true,
    }
  }

  /** Resolves when no answer is under way, or after `graceMs`. */
  async finish(graceMs: number): Promise<void> {
    this.#isClosing = true
    await this.#underWay.whenNone(graceMs)
  }

  #routed(received: ReceivedRequest, given: RoutedRequest | undefined): RoutedRequest {
    const refusal = this.refusalOf(received)
    if (refusal !== undefined) return { route: given?.route, ...refusal }
    return given ?? routeOf(this.#options.routes, received)
  }

  async #prepared(exchange: Exchange, received: ReceivedRequest, routed: RoutedRequest): Promise<PreparedAnswer> {
    if ('answer' in routed) {
      const prepared = await this.#prepare(exchange, received, routed.answer)
      return { ...prepared, closesConnection: routed.closesConnection ?? false }
    }
    const { request, handler } = routed
    let headers: BeforeRoute['headers']
    try {
      const refusal = this.#writeRefusal(request)
      if (refusal !== undefined) return await this.#prepare(exchange, received, refusal)
      const before = await this.#options.before?.(request)
      headers = before?.headers
      return await this.#prepare(exchange, received, before?.answer ?? (await handler(request)), headers)
    } catch (error) {
      const known = bodyFailureAnswer(error, request.requestId) ?? this.#options.answerFor?.(error, request)
      if (known === undefined && !exchange.isAborted) this.#logFailure(error, received)
      const answer =
        known ??
        problemAnswer({
          status: 500,
          detail: `something went wrong in the API; its log says what, under ${request.requestId}`,
          requestId: request.requestId,
        })
      return this.#prepare(exchange, received, answer, headers)
    }
  }

  /** A page elsewhere could otherwise write through a browser on this machine: some POSTs need no preflight. */
  #writeRefusal({ method, header, requestId }: ApiRequest): Answer | undefined {
    const origin = header('origin')
    if (method !== 'POST' || origin === undefined || this.#options.origins.mayWrite(origin)) return undefined
    const detail = `pages of ${origin.slice(0, 200)} may not write; CORS_ORIGINS lists those that may`
    return problemAnswer({ status: 403, detail, requestId })
  }

  async #prepare(
    exchange: Exchange,
    received: ReceivedRequest,
    answer: Answer,
    headers: BeforeRoute['headers'] = {},
  ): Promise<PreparedAnswer> {
    try {
      const head = this.#head(received, answer, headers)
      return await prepareAnswer(exchange, received, { answer, head, bodies: this.#bodies })
    } catch (error) {
      // Nobody will read it, and it may hold open what it reads from.
      if (answer.body instanceof Readable) answer.body.destroy()
      throw error
    }
  }

  #head(received: ReceivedRequest, answer: Answer, headers: Readonly<Record<string, string>>): AnswerHead {
    const { origins } = this.#options
    const cors = corsHeaders(origins, {
      origin: received.header('origin'),
      method: received.method,
      requestedMethod: received.header('access-control-request-method'),
      allow: answer.headers['Allow'],
    })
    const own = { 'X-Request-Id': received.requestId, 'X-Content-Type-Options': 'nosniff' }
    const head = new AnswerHead(answer.status, answer.headers, headers, cors, own)
    if (!origins.isOpen) head.addVary('Origin')
    return head
  }

  #logFailure(error: unknown, { requestId, method, path }: ReceivedRequest): void {
    this.#options.log.error({ err: error, requestId, method, path }, errorMessage(error))
  }
}

/** On a connection that still has a body on it: it says that it ends, and is left to `RequestBody` to end it. */
function lastAnswer(prepared: PreparedAnswer): PreparedAnswer {
  prepared.head.set('Connection', 'close')
  return { ...prepared, closesConnection: false }
}
