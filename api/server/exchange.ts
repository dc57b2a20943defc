// One request and its answer on uWebSockets.js: knows whether the client is still there. What is written goes out only
// while it is, because the response of a client that has left must not be touched.
import type { HttpResponse } from './uws/uws.ts'

export class Exchange {
  readonly #res: HttpResponse
  readonly #whenAborted: (() => void)[] = []
  #isAborted = false
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
