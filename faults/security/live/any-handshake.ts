// Handshakes for /live, right ones and others.
import fc from 'fast-check'

const text = fc.string({
  unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
  maxLength: 40,
})
const rightKey = 'AAAAAAAAAAAAAAAAAAAAAA=='
const extra = fc.oneof(
  fc.tuple(
    fc.constantFrom('Sec-WebSocket-Protocol', 'Sec-WebSocket-Extensions', 'Cookie', 'Authorization', 'X-Any'),
    text,
  ),
  fc.constantFrom(
    ['Sec-WebSocket-Protocol', 'millrace, graphql-ws'] as const,
    ['Sec-WebSocket-Extensions', 'permessage-deflate; client_max_window_bits=99'] as const,
  ),
  fc
    .constantFrom('https://evil.example', 'null', 'http://localhost', 'http://evil.example:8080', '*')
    .map((origin) => ['Origin', origin] as const),
)

export interface Handshake {
  readonly isForeign: boolean
  readonly text: string
}

export const anyHandshake = fc
  .record({
    method: fc.oneof({ weight: 9, arbitrary: fc.constant('GET') }, fc.constantFrom('POST', 'HEAD', 'OPTIONS')),
    path: fc.oneof(
      { weight: 9, arbitrary: fc.constant('/live') },
      fc.constantFrom('/live?x=1', '/live/', '/Live', '/events', '/'),
    ),
    key: fc.oneof({ weight: 9, arbitrary: fc.constant(rightKey) }, fc.constantFrom('', 'A', 'A'.repeat(300), '=')),
    version: fc.oneof({ weight: 9, arbitrary: fc.constant('13') }, fc.constantFrom('8', '', '13, 8', 'x')),
    upgrade: fc.oneof(
      { weight: 9, arbitrary: fc.constant('websocket') },
      fc.constantFrom('WebSocket', 'h2c', '', 'websocket, h2c'),
    ),
    extras: fc.array(extra, { maxLength: 3 }),
  })
  .map(({ method, path, key, version, upgrade, extras }): Handshake => ({
    isForeign: extras.some(([name]) => name === 'Origin'),
    text: [
      `${method} ${path} HTTP/1.1`,
      'Host: 127.0.0.1',
      'Connection: Upgrade',
      `Upgrade: ${upgrade}`,
      `Sec-WebSocket-Key: ${key}`,
      `Sec-WebSocket-Version: ${version}`,
      ...extras.map(([name, value]) => `${name}: ${value}`),
      '\r\n',
    ].join('\r\n'),
  }))
