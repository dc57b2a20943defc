// What a browser is told about who may read an answer (the Fetch standard's CORS protocol).
import type { OriginRules } from '../request/origin-rules.ts'

const exposedHeaders = 'X-Next-Cursor, X-Request-Id, RateLimit, RateLimit-Policy, Retry-After, Age, Cache-Status, ETag'
const requestHeaders = 'Authorization, Content-Type, Content-Encoding, Idempotency-Key, X-Request-Id'
/** Browsers cap it themselves: Chromium at two hours. */
const maxAgeSeconds = 7200

export interface CorsQuestion {
  readonly origin: string | undefined
  /** The method of the answered request. */
  readonly method: string
  /** Of a preflight: Access-Control-Request-Method. */
  readonly requestedMethod: string | undefined
  /** What the path answers to: the Allow header, in an answer to OPTIONS. */
  readonly allow: string | undefined
}

/** None for a page that may not read the answer: its browser keeps it from it. */
export function corsHeaders(rules: OriginRules, { origin, method, requestedMethod, allow }: CorsQuestion) {
  if (origin === undefined || !rules.mayRead(origin)) return {}
  const allowed = { 'Access-Control-Allow-Origin': rules.isOpen ? '*' : origin }
  if (method !== 'OPTIONS') return { ...allowed, 'Access-Control-Expose-Headers': exposedHeaders }
  if (requestedMethod === undefined || allow === undefined) return allowed
  // A page that may only read has no use for methods that write.
  const methods = allow.split(', ').filter((name) => name !== 'POST' || rules.mayWrite(origin))
  return {
    ...allowed,
    'Access-Control-Allow-Methods': methods.join(', '),
    'Access-Control-Allow-Headers': requestHeaders,
    'Access-Control-Max-Age': String(maxAgeSeconds),
  }
}
