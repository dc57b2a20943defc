// A client of tests that speaks TCP itself: sends exactly the bytes it is given, and reads only when it is told to.
import { connect, type Socket } from 'node:net'

export interface RawAnswer {
  readonly status: number
  /** By lower-case name. */
  readonly headers: ReadonlyMap<string, string>
  /** As it came, chunk sizes and all. */
  readonly body: string
}

export interface RawExchangeOptions {
  readonly quietMs?: number
  /** Sent when the first answer begins to come. */
  readonly then?: string
}

/** Sends `text` and resolves with all that came until the server closed, or nothing came for `quietMs`. */
export function exchangeRaw(
  port: number,
  text: string,
  { quietMs = 300, then }: RawExchangeOptions = {},
): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    let received = ''
    const finish = () => {
      clearTimeout(timer)
      socket.destroy()
      resolve(received)
    }
    let timer = setTimeout(finish, 5000)
    if (then !== undefined) socket.once('data', () => socket.write(then, 'latin1'))
    socket.on('data', (bytes) => {
      received += bytes.toString('latin1')
      clearTimeout(timer)
      timer = setTimeout(finish, quietMs)
    })
    socket.on('error', finish)
    socket.on('close', finish)
    socket.write(text, 'latin1')
  })
}

export function parseAnswer(text: string): RawAnswer {
  const end = text.indexOf('\r\n\r\n')
  const [statusLine = '', ...lines] = text.slice(0, end).split('\r\n')
  const headers = new Map(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  )
  return { status: Number(statusLine.split(' ')[1]), headers, body: text.slice(end + 4) }
}

/** Connected, and not reading until `resume` is called. */
export function pausedSocket(port: number, text: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(text, 'latin1')
      resolve(socket)
    })
    socket.pause()
    socket.on('error', reject)
  })
}
