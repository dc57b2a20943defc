// Clients of /live: those that read, and those that shake hands and never read again.
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { pushMessage, type CountersMessage } from '@millrace/schemas/api/push/push-message.ts'

/** Resolves when hello has come. */
export async function openReader(url: string, onCounters: (message: CountersMessage) => void): Promise<WebSocket> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/live`)
  await new Promise<void>((resolve, reject) => {
    socket.onerror = () => reject(new Error(`no connection to ${socket.url}`))
    socket.onmessage = ({ data }) => {
      const message = pushMessage.parse(JSON.parse(String(data)))
      if (message.type === 'hello') resolve()
      if (message.type === 'counters') onCounters(message)
    }
  })
  return socket
}

/** Resolves when the server has agreed to speak WebSocket; nothing is read from then on. */
export async function openNonReader(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url)
  const socket = connect({ host: hostname, port: Number(port) })
  socket.on('error', () => undefined) // the server hangs up on those who do not read, which is what they are here for
  await once(socket, 'connect')
  socket.write(
    [
      'GET /live HTTP/1.1',
      `Host: ${hostname}:${port}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
      '\r\n',
    ].join('\r\n'),
  )
  await once(socket, 'readable')
  return socket
}
