// A request's body as it comes in over uWebSockets.js, read once and in order, as fast as its reader goes.
//
// Above `bufferedBytesMax` that wait to be read, the socket is paused, and TCP holds the client back. What is held then is
// not bounded by that alone: uWebSockets.js reads 512 KiB at once, and as long as it gets them reads on without asking whether
// the socket is paused (`read_more` in `loop.c` of uSockets). So one resumed body may
// bring what the kernel has received of it (`net.ipv4.tcp_rmem`, often 6 MiB), and more while a client on the same machine
// fills that up again; never more than `bodyBytesMax`. Of a body that nobody has begun to read it is far less: it is paused
// before the kernel has given its connection more than the 64 KiB that each begins with. Hence the low number: with 256 KiB,
// 60 MB came at once of a body that was not read.
//
// Pausing stops reading and writing alike, and all timeouts: a client that leaves meanwhile is noticed when its body is read
// on. Resuming begins a timeout of 8 to 12 s, and so does the first byte of a body; nothing short of 160 KiB begins it anew
// (`HttpContext.h`, v20.70), which would cut everyone below 16 KiB/s. The pace here is the rule instead.
import type { Exchange } from '../exchange.ts'
import { BodyPace, bytesPerSecondMin, windowMs } from './body-pace.ts'
import { BodyTooLargeError } from './body-too-large-error.ts'
import { BodyTooSlowError } from './body-too-slow-error.ts'
import { ClientLeftError } from './client-left-error.ts'
import { WaitingPieces } from './waiting-pieces.ts'

export interface RequestBodyOptions {
  /** Content-Length; undefined when the body is chunked. */
  readonly declaredBytes: number | undefined
  /** The client waits for a `100 Continue` before it sends. */
  readonly awaitsContinue: boolean
}

export const bufferedBytesMax = 32 * 1024
/** What is passed over of a body that nobody reads to its end, so that its client comes to read the answer. */
export const unreadBodyBytesMax = 16 * 1024 * 1024
/** How long that may hold up the answer. */
const unreadBodyMs = 2000

export class RequestBody implements AsyncIterable<Uint8Array> {
  readonly #exchange: Exchange
  readonly #declaredBytes: number | undefined
  readonly #waiting = new WaitingPieces()
  readonly #pace: BodyPace
  #awaitsContinue: boolean
  #bytesMax = Number.POSITIVE_INFINITY
  #receivedBytes = 0
  #isWhole = false
  #isPaused = false
  /** Nobody reads on: what comes is passed over. */
  #isGivenUp = false
  /** To pass over what is still to come. */
  #isTooLate = false
  #failure: Error | undefined
  #wakeUp: (() => void) | undefined

  /** To be made before the request's handler returns: the body comes right after it. */
  constructor(exchange: Exchange, { declaredBytes, awaitsContinue }: RequestBodyOptions) {
    this.#exchange = exchange
    this.#declaredBytes = declaredBytes
    this.#awaitsContinue = awaitsContinue
    this.#pace = new BodyPace({
      goOn: () => exchange.extendTimeout(),
      tooSlow: (receivedBytes) => this.#fail(new BodyTooSlowError({ receivedBytes, windowMs, bytesPerSecondMin })),
    })
    this.#pace.start()
    exchange.whenAborted(() => this.#fail(new ClientLeftError(this.#receivedBytes)))
    exchange.onBody((piece, isLast) => this.#receive(piece, isLast))
  }

  /** A larger body ends the reading: at once when the client has said its length. */
  limitTo(bytesMax: number): this {
    this.#bytesMax = bytesMax
    this.#checkSize()
    return this
  }

  /** Throws `BodyTooLargeError`, `BodyTooSlowError` or `ClientLeftError`. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, undefined, undefined> {
    try {
      for (;;) {
        if (this.#failure !== undefined) throw this.#failure
        if (this.#isGivenUp) throw new Error("a request's body is read once, and before its answer")
        const piece = this.#waiting.take()
        if (piece !== undefined) yield piece
        else if (this.#isWhole) return undefined
        else await this.#more()
      }
    } finally {
      this.#giveUp()
    }
  }

  /**
   * Called when the answer is ready. What is still to come of the body is passed over, if it is not too much.
   *
   * Resolves with whether the connection can go on. If not, it is not read from any more; the answer has to say that the
   * connection ends, and uWebSockets.js ends it 8 to 12 s later. Closed at once, with bytes on it that nobody has read, it
   * would be reset, and the client might lose the answer.
   */
  async settle(): Promise<boolean> {
    this.#giveUp()
    const receivedBytesMax = this.#receivedBytes + unreadBodyBytesMax
    const timer = setTimeout(() => {
      this.#isTooLate = true
      this.#wake()
    }, unreadBodyMs)
    while (!this.#isWhole && this.#mayPassOver(receivedBytesMax)) await this.#more()
    clearTimeout(timer)
    this.#pace.stop()
    // A socket that was paused at the body's end waits for the answer's: that begins the next timeout in either case.
    if (this.#isWhole) this.#resume()
    else this.#exchange.pauseReading()
    return this.#isWhole
  }

  #mayPassOver(receivedBytesMax: number): boolean {
    if (this.#exchange.isAborted || this.#isTooLate || this.#awaitsContinue) return false
    if (this.#failure instanceof BodyTooSlowError) return false
    return Math.max(this.#receivedBytes, this.#declaredBytes ?? 0) <= receivedBytesMax
  }

  #receive(piece: Uint8Array, isLast: boolean): void {
    if (piece.byteLength > 0) this.#awaitsContinue = false
    this.#receivedBytes += piece.byteLength
    this.#pace.count(piece.byteLength)
    this.#isWhole = isLast
    this.#checkSize()
    if (isLast) this.#pace.stop()
    if (!this.#isGivenUp) {
      const hasFailed = this.#failure !== undefined
      if (!hasFailed && piece.byteLength > 0) this.#waiting.add(piece)
      // A reader that is busy elsewhere learns of the failure late: until then, nothing more of it is taken in.
      if (!isLast && (hasFailed || this.#waiting.bytes > bufferedBytesMax)) this.#pause()
    }
    this.#wake()
  }

  #checkSize(): void {
    const declaredBytes = this.#declaredBytes
    const receivedBytes = this.#receivedBytes
    if (Math.max(declaredBytes ?? 0, receivedBytes) <= this.#bytesMax) return
    this.#fail(new BodyTooLargeError({ bytesMax: this.#bytesMax, declaredBytes, receivedBytes }))
  }

  #fail(error: Error): void {
    this.#failure ??= error
    this.#waiting.clear()
    if (this.#exchange.isAborted) this.#pace.stop()
    this.#wake()
  }

  #giveUp(): void {
    this.#isGivenUp = true
    this.#waiting.clear()
    this.#wake()
  }

  /** Lets more of it come, and resolves when something has happened. */
  async #more(): Promise<void> {
    this.#resume()
    if (this.#awaitsContinue && !this.#isGivenUp) {
      this.#awaitsContinue = false
      this.#exchange.sendContinue()
    }
    await new Promise<void>((resolve) => (this.#wakeUp = resolve))
  }

  #wake(): void {
    const wakeUp = this.#wakeUp
    this.#wakeUp = undefined
    // Not inside of uWebSockets.js's parser, which goes on with the next chunk whether or not its socket was closed.
    if (wakeUp !== undefined) setImmediate(wakeUp)
  }

  #pause(): void {
    if (this.#isPaused) return
    this.#isPaused = true
    this.#pace.stop()
    this.#exchange.pauseReading()
  }

  #resume(): void {
    if (!this.#isPaused) return
    this.#isPaused = false
    this.#exchange.resumeReading()
    if (!this.#isWhole) this.#pace.start()
  }
}
