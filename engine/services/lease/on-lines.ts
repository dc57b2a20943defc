// Splits what arrives on a socket into lines. Unlike node:readline it has no opinion on the socket's errors.
import type { Socket } from 'node:net'

export function onLines(socket: Socket, onLine: (line: string) => void): void {
  let rest = ''
  socket.setEncoding('utf8')
  socket.on('data', (text) => {
    const lines = (rest + text.toString()).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) onLine(line)
  })
}
