// Holds a connection to `/live`, and makes a new one whenever it breaks: with back-off, and at once when the network comes
// back or someone looks. A connection that has gone silent is as broken as a closed one.
import { pushMessage, type PushMessage } from '@millrace/schemas/api/push/push-message.ts'
import { backOffMs } from './back-off.ts'
import { pageVisibility } from './page-visibility.ts'

export type ConnectionState = 'connecting' | 'open' | 'away'

export interface LiveSocketOptions {
  readonly url: string
  readonly onMessage: (message: PushMessage) => void
  /** `connecting` comes once, at first. Away: when it tries next, or undefined while it tries. */
  readonly onState: (state: ConnectionState, nextTryAtMs?: number) => void
  readonly random?: () => number
}

/** Messages come every 5 seconds when nothing moves. */
const silenceMsMax = 20_000

export class LiveSocket {
  readonly #options: LiveSocketOptions
  readonly #stopListening: () => void
  #socket: WebSocket | undefined
  #failureCount = 0
  #isOpen = false
  #hasWarned = false
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(options: LiveSocketOptions) {
    this.#options = options
    const retry = () => this.retry()
    const stopWatching = pageVisibility.onShown(retry)
    window.addEventListener('online', retry)
    this.#stopListening = () => {
      window.removeEventListener('online', retry)
      stopWatching()
    }
    options.onState('connecting')
    this.#connect()
  }

  /** Tries at once when it waits to try; does nothing otherwise. */
  retry(): void {
    if (this.#socket === undefined && this.#timer !== undefined) this.#connect()
  }

  close(): void {
    this.#stopListening()
    this.#leave()
  }

  #connect(): void {
    this.#setTimer(silenceMsMax, () => this.#lost())
    if (this.#failureCount > 0) this.#options.onState('away')
    const socket = new WebSocket(this.#options.url)
    this.#socket = socket
    socket.addEventListener('message', ({ data }) => {
      if (socket === this.#socket) this.#heard(data)
    })
    // An error is always followed by the close.
    socket.addEventListener('close', () => {
      if (socket === this.#socket) this.#lost()
    })
  }

  #heard(text: unknown): void {
    this.#setTimer(silenceMsMax, () => this.#lost())
    const message = messageOf(text)
    if (message === undefined) {
      if (!this.#hasWarned) console.warn('a message on /live is not what it should be; it is passed over:', text)
      this.#hasWarned = true
      return
    }
    // Not on the handshake: who lets in and closes at once is away too.
    if (!this.#isOpen) {
      this.#isOpen = true
      this.#failureCount = 0
      this.#options.onState('open')
    }
    this.#options.onMessage(message)
  }

  #lost(): void {
    this.#leave()
    this.#failureCount++
    const waitMs = backOffMs(this.#failureCount, this.#options.random)
    this.#setTimer(waitMs, () => this.#connect())
    this.#options.onState('away', Date.now() + waitMs)
  }

  #leave(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const socket = this.#socket
    this.#socket = undefined
    this.#isOpen = false
    socket?.close()
  }

  #setTimer(delayMs: number, callback: () => void): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(callback, delayMs)
  }
}

function messageOf(text: unknown): PushMessage | undefined {
  if (typeof text !== 'string') return undefined
  try {
    return pushMessage.safeParse(JSON.parse(text)).data
  } catch {
    return undefined // not JSON; the caller says so
  }
}
