// One request and its answer on uWebSockets.js: knows whether the client is still there. What is written goes out only
// while it is, because the response of a client that has left must not be touched.
import type { HttpResponse } from './uws/uws.ts'

export class Exchange {
  readonly #res: HttpResponse
  readonly #whenAborted: (() => void)[] = []
  #isAborted = false
  #isContinued = false
  #abort: AbortController | undefined

  /** To be made before the request's handler returns: uWebSockets.js ends the process otherwise. */
  constructor(res: HttpResponse) {
    this.#res = res
    res.onAborted(() => {
      this.#isAborted = true
      this.#abort?.abort()
      for (const listener of this.#whenAborted) listener()
    })
  }

  get isAborted(): boolean {
    return this.#isAborted
  }

  /** Made when it is asked for: most requests never do. */
  get signal(): AbortSignal {
    this.#abort ??= new AbortController()
    if (this.#isAborted) this.#abort.abort()
    return this.#abort.signal
  }

  /** At once, when the client has left already. */
  whenAborted(listener: () => void): void {
    if (this.#isAborted) listener()
    else this.#whenAborted.push(listener)
  }

  /** Whether `sendContinue` was called: the status line of the answer is written in its own way then. */
  get isContinued(): boolean {
    return this.#isContinued
  }

  /**
   * Tells a client that waits with its body to send it (RFC 9110, 10.1.1), which uWebSockets.js does not do. It writes one
   * status line for a request and checks nothing of it: this one brings the empty line that ends an interim answer.
   */
  sendContinue(): void {
    if (this.#isContinued) return
    this.#isContinued = true
    this.cork((res) => res.writeStatus('100 Continue\r\n'))
  }

  /**
   * Called with every piece of the request's body; the last one may be empty. A piece is gone when the call is over, in
   * which neither an answer may be sent nor the connection cut. To be called before the request's handler returns.
   */
  onBody(listener: (piece: Uint8Array, isLast: boolean) => void): void {
    this.#res.onData((piece, isLast) => listener(new Uint8Array(piece), isLast))
  }

  /** Nothing is read from the connection any more, nor does it time out; see `RequestBody`. */
  pauseReading(): void {
    if (!this.#isAborted) this.#res.pause()
  }

  /** Only after `pauseReading`: uWebSockets.js would stop reading otherwise. */
  resumeReading(): void {
    if (!this.#isAborted) this.#res.resume()
  }

  /** Of a connection that is read from: it is cut 8 to 12 s from now at the earliest. */
  extendTimeout(): void {
    this.pauseReading()
    this.resumeReading()
  }

  /** Calls `write` with what it writes going out in one piece; not at all, when the client has left. */
  cork(write: (res: HttpResponse) => void): void {
    if (this.#isAborted) return
    const res = this.#res
    res.cork(() => write(res))
  }

  /** Called whenever the socket can take more, with the bytes of the body that it has taken; see `tryEnd`. */
  onWritable(listener: (takenBytes: number) => void): void {
    if (this.#isAborted) return
    this.#res.onWritable((takenBytes) => {
      listener(takenBytes)
      return true
    })
  }

  /** Cuts the connection: the client sees that the answer is not whole. */
  cut(): void {
    if (!this.#isAborted) this.#res.close()
  }
}
