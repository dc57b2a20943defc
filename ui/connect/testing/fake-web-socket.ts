// Stands in for the browser's WebSocket, for faults that the real API does not have on demand.

export class FakeWebSocket extends EventTarget {
  static sockets: FakeWebSocket[] = []
  readonly url: string
  isClosed = false

  constructor(url: string) {
    super()
    this.url = url
    FakeWebSocket.sockets.push(this)
  }

  static get newest(): FakeWebSocket {
    const socket = FakeWebSocket.sockets.at(-1)
    if (socket === undefined) throw new Error('no socket was made')
    return socket
  }

  say(message: unknown): void {
    const text = typeof message === 'string' ? message : JSON.stringify(message)
    this.dispatchEvent(Object.assign(new Event('message'), { data: text }))
  }

  /** The other side closes it, or it never opens. */
  break(): void {
    this.dispatchEvent(new Event('error'))
    this.dispatchEvent(new Event('close'))
  }

  close(): void {
    this.isClosed = true
  }
}
