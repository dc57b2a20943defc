// A request and its answer, as routes see them: nothing of the server that carries them.
import type { Readable } from 'node:stream'

export interface ApiRequest {
  readonly method: 'GET' | 'HEAD' | 'POST'
  readonly path: string
  /** The query string as it came, without the question mark. */
  readonly queryString: string
  /** Lower-case name of a header that came; undefined when it did not. */
  readonly header: (name: string) => string | undefined
  /** Address of the other end of the connection, textual. */
  readonly clientAddress: string
  readonly requestId: string
  /**
   * Of a POST, as it comes; empty for other methods. To be read once, before the answer is there; what is not read is
   * passed over. Throws `BodyTooLargeError` and `BodyTooSlowError`, which become answers when the handler lets them pass,
   * and `ClientLeftError`.
   */
  readonly body: AsyncIterable<Uint8Array>
  /** Aborted when the client leaves before its answer is whole. */
  readonly signal: AbortSignal
}

export interface Answer {
  readonly status: number
  /** Any case; Content-Length, Date and Connection are the server's own. */
  readonly headers: Readonly<Record<string, string>>
  /** A stream is read only as fast as the client reads, and destroyed when the client leaves. */
  readonly body: string | Uint8Array | Readable
}

export type Handler = (request: ApiRequest) => Promise<Answer>

/** What answers at a path, by method; HEAD is answered from GET, OPTIONS from the list. */
export type RouteTable = ReadonlyMap<string, RouteHandlers>

export type RouteEntry = readonly [path: string, handlers: RouteHandlers]

export interface RouteHandlers {
  readonly GET?: Handler
  readonly POST?: Handler
  /** Of a POST; `defaultBodyBytesMax` when it is not there. */
  readonly bodyBytesMax?: number
  /** What stands for the path where routes are listed or measured; the path itself when it is not there. */
  readonly label?: string
}
