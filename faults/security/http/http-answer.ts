// One request on a connection of its own, byte by byte as it is given, and the answer taken apart.
import { connect } from 'node:net'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'

export interface HttpAnswer {
  readonly status: number
  /** By lower-case name. */
  readonly headers: ReadonlyMap<string, string>
  readonly body: Buffer
}

const answerMsMax = 60_000

/** `request` has to ask for the connection to be closed. Rejects when what comes is no whole answer. */
export async function httpAnswer(port: number, request: Buffer): Promise<HttpAnswer> {
  const received = await exchanged(port, request)
  const end = received.indexOf('\r\n\r\n')
  const [statusLine = '', ...lines] = received.subarray(0, Math.max(0, end)).toString('latin1').split('\r\n')
  const status = /^HTTP\/1\.1 (\d{3}) /.exec(statusLine)?.[1]
  if (status === undefined)
    throw new Error(`no answer, but ${JSON.stringify(received.subarray(0, 200).toString('latin1'))}`)
  const headers = new Map(lines.map(headerOf))
  const raw = received.subarray(end + 4)
  const body = headers.get('transfer-encoding') === 'chunked' ? unchunked(raw) : raw
  return { status: Number(status), headers, body: decoded(body, headers.get('content-encoding')) }
}

function exchanged(port: number, request: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = []
    const socket = connect(port, '127.0.0.1')
    socket.setTimeout(answerMsMax, () => socket.destroy(new Error(`nothing within ${answerMsMax / 1000} s`)))
    socket.on('data', (piece) => {
      pieces.push(piece)
      if (isWhole(Buffer.concat(pieces))) socket.destroy()
    })
    socket.on('error', reject)
    socket.on('close', () => resolve(Buffer.concat(pieces)))
    socket.write(request)
  })
}

/** An answer that says its length, and a handshake's, need not wait for the connection's end. */
function isWhole(received: Buffer): boolean {
  const end = received.indexOf('\r\n\r\n')
  const head = received.toString('latin1', 0, Math.max(0, end))
  const bytes = /^content-length: (\d+)$/im.exec(head)?.[1]
  return (
    end !== -1 &&
    (/^HTTP\/1\.1 101 /.test(head) || (bytes !== undefined && received.byteLength >= end + 4 + Number(bytes)))
  )
}

/** Whatever was asked, a header is a name and a value on one line. */
function headerOf(line: string): readonly [string, string] {
  const [, name, value] = /^([\w-]+): ?([^\r\n\0]*)$/.exec(line) ?? []
  if (name === undefined || value === undefined) throw new Error(`${JSON.stringify(line)} is no header`)
  return [name.toLowerCase(), value]
}

function unchunked(raw: Buffer): Buffer {
  const pieces: Buffer[] = []
  for (let from = 0; ;) {
    const end = raw.indexOf('\r\n', from)
    const bytes = Number.parseInt(raw.subarray(from, end).toString('latin1'), 16)
    if (end === -1 || Number.isNaN(bytes)) throw new Error('the answer is not whole')
    if (bytes === 0) return Buffer.concat(pieces)
    pieces.push(raw.subarray(end + 2, end + 2 + bytes))
    from = end + 4 + bytes
  }
}

function decoded(body: Buffer, encoding: string | undefined): Buffer {
  if (body.byteLength === 0) return body
  if (encoding === 'gzip') return gunzipSync(body)
  return encoding === 'br' ? brotliDecompressSync(body) : body
}
