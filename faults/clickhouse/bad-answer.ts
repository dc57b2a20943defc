// What comes back from ClickHouse, or from something between it and us, when all is not well: in the words that are really
// used, for words decide what is tried again.

export interface BadAnswer {
  readonly name: string
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** The connection ends before all of the body has come. */
  readonly isCut?: boolean
}

const html = { 'Content-Type': 'text/html', Server: 'nginx/1.27.2' }
const page = (title: string): string =>
  `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n` +
  `<hr><center>nginx/1.27.2</center>\r\n</body>\r\n</html>\r\n`

function gateway(status: number, title: string): BadAnswer {
  return { name: `${status} of a proxy`, status, headers: html, body: page(`${status} ${title}`) }
}

/** As the server itself says it. */
function exception(code: number, type: string, words: string, status = 500): BadAnswer {
  return {
    name: `${code} ${type}`,
    status,
    headers: {
      'Content-Type': 'text/plain',
      'X-ClickHouse-Exception-Code': String(code),
      'X-ClickHouse-Query-Id': '1',
    },
    body: `Code: ${code}. DB::Exception: ${words}. (${type}) (version 26.7.2.1 (official build))\n`,
  }
}

const tooManyParts = exception(252, 'TOO_MANY_PARTS', 'Too many parts (300 with average size of 1.00 MiB) in table')
const memory = 'Query memory limit exceeded: would use 1.10 GiB, maximum: 1.00 GiB'

export const badAnswers = {
  overloaded: [
    tooManyParts,
    exception(241, 'MEMORY_LIMIT_EXCEEDED', `(total) ${memory}`),
    exception(202, 'TOO_MANY_SIMULTANEOUS_QUERIES', 'Too many simultaneous queries. Maximum: 100'),
    exception(159, 'TIMEOUT_EXCEEDED', 'Timeout exceeded: elapsed 30 seconds, maximum: 30', 408),
    exception(201, 'QUOTA_EXCEEDED', 'Quota for user `default` for 3600s has been exceeded: queries = 2/1'),
    exception(745, 'SERVER_OVERLOADED', 'CPU is overloaded'),
  ],
  readOnly: [
    exception(242, 'TABLE_IS_READ_ONLY', 'Table is in readonly mode (replica path: /clickhouse/tables/1)'),
    exception(164, 'READONLY', 'default: Cannot execute query in readonly mode'),
  ],
  gateway: [
    { name: '500 without a body', status: 500, headers: {}, body: '' },
    gateway(502, 'Bad Gateway'),
    gateway(503, 'Service Temporarily Unavailable'),
    gateway(504, 'Gateway Time-out'),
    { name: '429', status: 429, headers: { 'Retry-After': '1' }, body: 'Too Many Requests' },
  ],
  turnedAway: [
    gateway(401, 'Authorization Required'),
    gateway(403, 'Forbidden'),
    exception(516, 'AUTHENTICATION_FAILED', 'default: Authentication failed: password is incorrect', 403),
    exception(497, 'ACCESS_DENIED', 'default: Not enough privileges', 403),
  ],
  untrue: [
    { ...tooManyParts, name: '200 with the header of an exception', status: 200 },
    {
      ...tooManyParts,
      name: '200 with an exception in its body',
      status: 200,
      headers: { 'X-ClickHouse-Query-Id': '1' },
    },
    { name: "200 with a proxy's page", status: 200, headers: html, body: page('Please log in') },
    { name: '200 without anything', status: 200, headers: { Server: 'nginx/1.27.2' }, body: '' },
    { name: '200 with half a row', status: 200, headers: { 'X-ClickHouse-Query-Id': '1' }, body: '{"batch":1,"row_co' },
    { name: 'an answer that is cut', status: 200, headers: { 'X-ClickHouse-Query-Id': '1' }, body: '{"b', isCut: true },
  ],
  /** What the server says when the block did not arrive as it was sent. */
  damagedOnTheWay: [
    exception(33, 'CANNOT_READ_ALL_DATA', 'Cannot read all data. Bytes read: 0. Bytes expected: 255', 400),
    exception(117, 'INCORRECT_DATA', 'Unexpected data', 400),
    exception(3, 'UNEXPECTED_END_OF_FILE', 'Unexpected end of file while reading chunk header of HTTP chunked data'),
  ],
} as const satisfies Record<string, readonly BadAnswer[]>

export type BadAnswerGroup = keyof typeof badAnswers
