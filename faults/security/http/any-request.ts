// Requests that are HTTP, and otherwise anything: every route and others, parameters by their names and others, headers that
// mean something to the API, bodies that are almost events.
import { anyEventsBody } from '@millrace/api/ingest/testing/any-events-body.ts'
import { routes } from '@millrace/schemas/api/routes.ts'
import fc from 'fast-check'
import { hostileTexts } from '../hostile-text.ts'

export interface AnyRequest {
  readonly method: string
  readonly path: string
  readonly query: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: Buffer | undefined
}

/** Bytes that a request line may have; others end the connection before it is one. */
const targetText = fc.string({
  unit: fc
    .integer({ min: 0x21, max: 0xfe })
    .filter((code) => code < 0x7f || code > 0x9f)
    .map((code) => String.fromCharCode(code)),
  maxLength: 40,
})
const headerText = fc.string({
  unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
  maxLength: 60,
})
const hostile = fc.constantFrom(...hostileTexts)

const sensible = fc.constantFrom(
  ...['2026-11-20', '2026-11-24T00:00:00Z', '2026-11-01T10:00', '1763683200000', '1h', '1d', '5m', '90s', '0s', '1w'],
  ...[
    'url',
    'referrer',
    'country',
    'device',
    'event_type',
    'asc',
    'desc',
    '1',
    '10',
    '0',
    '-1',
    '10000',
    '10001',
    'DE',
  ],
)
const value = fc.oneof(
  { weight: 4, arbitrary: sensible },
  { weight: 2, arbitrary: hostile },
  fc.string({ unit: 'binary', maxLength: 50 }),
)
const strangeName = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'from[]', 'limit ', 'FROM', 'toString'),
  fc.string({ maxLength: 10 }),
)

const encoded = (text: string): string => encodeURIComponent(text.toWellFormed())
const pairsOf = (names: readonly string[]) => {
  const name =
    names.length === 0 ? strangeName : fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...names) }, strangeName)
  return fc.array(
    fc.tuple(name, value).map(([key, text]) => `${encoded(key)}=${encoded(text)}`),
    { maxLength: 5 },
  )
}
const queryOf = (names: readonly string[]) =>
  fc.oneof(
    { weight: 8, arbitrary: pairsOf(names).map((pairs) => pairs.join('&')) },
    targetText.map((text) => text.replaceAll('?', '')),
  )
const knownTarget = fc
  .constantFrom(...routes)
  .chain(({ path, query }) => queryOf(Object.keys(query.shape)).map((text) => ({ path, query: text })))
const strangePath = fc.oneof(
  targetText.map((text) => `/${text.replaceAll('?', '')}`),
  hostile.map((text) => `/${encoded(text)}`),
  fc
    .tuple(fc.constantFrom(...routes), fc.constantFrom('/', '//', '%00', ';x', '/..', '.json', '%2e'))
    .map(([{ path }, tail]) => path + tail),
  fc.constantFrom(
    '/',
    '/live',
    '/assets/',
    '/index.html',
    '/..%2f..%2fetc/passwd',
    '/assets/..%5c..%5cx',
    '/favicon.svg',
  ),
)
const target = fc.oneof(
  { weight: 6, arbitrary: knownTarget },
  fc.tuple(strangePath, queryOf([])).map(([path, query]) => ({ path, query })),
)

const method = fc.oneof(
  { weight: 10, arbitrary: fc.constant('GET') },
  fc.constantFrom('HEAD', 'OPTIONS', 'POST', 'PUT', 'DELETE', 'PATCH', 'TRACE', 'PROPFIND', 'get', 'X'),
)
const header = fc.tuple(
  fc.constantFrom(
    ...[
      'Accept',
      'Accept-Encoding',
      'Access-Control-Request-Method',
      'Authorization',
      'Cookie',
      'If-None-Match',
      'Origin',
    ],
    ...[
      'Range',
      'Referer',
      'X-Request-Id',
      'X-Forwarded-For',
      'X-Forwarded-Host',
      'Idempotency-Key',
      'Upgrade',
      'X-Any',
    ],
  ),
  fc.oneof(
    headerText,
    hostile.map((text) => text.replaceAll(/[^ -~]/g, '')),
    fc.constantFrom('*', 'gzip', 'br;q=0.5', 'bytes=0-1', 'null', 'Bearer x', 'W/"x"', 'GET'),
  ),
)
const headers = fc.array(header, { maxLength: 4 })

const reading = fc
  .tuple(method, target, headers)
  .map(([name, { path, query }, some]): AnyRequest => ({ method: name, path, query, headers: some, body: undefined }))
const writing = fc
  .tuple(
    anyEventsBody,
    headers,
    fc.constantFrom('text/plain', 'application/json', 'application/x-ndjson', 'multipart/form-data'),
  )
  .map(([{ body, headers: own }, some, type]): AnyRequest => ({
    method: 'POST',
    path: '/events',
    query: '',
    headers: [...some, ...Object.entries(own), ['Content-Type', type]],
    body,
  }))

export const anyRequest = fc.oneof({ weight: 3, arbitrary: reading }, writing)

export function requestBytes({ method: name, path, query, headers: some, body }: AnyRequest, port: number): Buffer {
  const lines = [
    `${name} ${path}${query === '' ? '' : `?${query}`} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    'Connection: close',
    ...some.map(([key, text]) => `${key}: ${text}`),
    ...(body === undefined ? [] : [`Content-Length: ${body.byteLength}`]),
  ]
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), body ?? Buffer.alloc(0)])
}
