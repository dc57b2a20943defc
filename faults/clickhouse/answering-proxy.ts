// An HTTP proxy in front of ClickHouse that answers badly when it is told to: instead of passing the request on, or after
// the server has done what was asked, so that nobody can know from the answer whether it was. Or it passes the request on
// with settings under which the server itself refuses it.
import { once } from 'node:events'
import {
  createServer,
  request as requestOf,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { aborted } from '@millrace/engine/concurrency/aborted.ts'
import type { BadAnswer } from './bad-answer.ts'

export interface AskedRequest {
  readonly query: string
  /** Of an insert that has one. */
  readonly token: string | undefined
}

type Interference =
  | {
      readonly answer: BadAnswer
      /** Whether the server has done what was asked, and only its answer is lost. */
      readonly isDone: boolean
    }
  | { readonly settings: Readonly<Record<string, string>> }

/** What is answered to a request; undefined: what the server says. */
export type Interfere = (request: AskedRequest) => Interference | undefined

export class AnsweringProxy {
  readonly #server: Server
  readonly #targetUrl: () => string
  #interfere: Interfere = () => undefined
  #interferedCount = 0

  private constructor(targetUrl: () => string) {
    this.#targetUrl = targetUrl
    this.#server = createServer((request, response) => {
      // The client gave up, or the server behind is away: it is as if nobody were here.
      this.#handle(request, response).catch(() => response.destroy())
    })
  }

  /** Closes connections on which nothing was asked for `keepAliveMs`. */
  static async open(targetUrl: () => string, keepAliveMs = 5_000): Promise<AnsweringProxy> {
    const proxy = new AnsweringProxy(targetUrl)
    proxy.#server.keepAliveTimeout = keepAliveMs
    proxy.#server.listen(0, '127.0.0.1')
    await once(proxy.#server, 'listening')
    return proxy
  }

  get url(): string {
    // A server that listens on TCP has such an address.
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** How many requests got another answer than the server's. */
  get interferedCount(): number {
    return this.#interferedCount
  }

  interfere(interfere: Interfere | undefined): void {
    this.#interfere = interfere ?? (() => undefined)
  }

  async interfereUntil(over: AbortSignal, interfere: Interfere): Promise<void> {
    this.interfere(interfere)
    await aborted(over)
    this.interfere(undefined)
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request)
    const asked = new URL(request.url ?? '', this.#targetUrl()).searchParams
    const interference = this.#interfere({
      query: asked.get('query') ?? body.toString('latin1'),
      token: asked.get('insert_deduplication_token') ?? undefined,
    })
    if (interference === undefined) return this.#forward(request, body, response)
    this.#interferedCount++
    if ('settings' in interference) return this.#forward(request, body, response, interference.settings)
    if (interference.isDone) await this.#forward(request, body, undefined)
    answerBadly(response, interference.answer)
  }

  /** Without a response, what the server says is read and forgotten. */
  async #forward(
    from: IncomingMessage,
    body: Buffer,
    response: ServerResponse | undefined,
    settings: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    const url = new URL(from.url ?? '', this.#targetUrl())
    for (const [name, value] of Object.entries(settings)) url.searchParams.set(name, value)
    const to = requestOf(url, { method: from.method, headers: whole(from.headers, body), agent: false })
    to.end(body)
    const answered: unknown[] = await once(to, 'response')
    const answer = answered[0] as IncomingMessage // what `response` comes with
    const answerBody = await buffer(answer)
    if (response === undefined) return
    response.writeHead(answer.statusCode ?? 500, whole(answer.headers, answerBody))
    response.end(answerBody)
  }
}

/** The headers of a message whose body is all there. */
function whole(headers: IncomingHttpHeaders, body: Uint8Array): OutgoingHttpHeaders {
  const hopByHop = ['transfer-encoding', 'connection', 'keep-alive']
  const kept = Object.entries(headers).filter(([name]) => !hopByHop.includes(name))
  return { ...Object.fromEntries(kept), 'content-length': String(body.byteLength) }
}

function answerBadly(response: ServerResponse, { status, headers, body, isCut = false }: BadAnswer): void {
  const declaredBytes = Buffer.byteLength(body) + (isCut ? 1_000 : 0)
  response.writeHead(status, { ...headers, 'Content-Length': String(declaredBytes) })
  if (isCut) response.write(body, () => response.destroy())
  else response.end(body)
}
