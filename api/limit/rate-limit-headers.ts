// What a client is told about its limit, as draft-ietf-httpapi-ratelimit-headers-10 writes it (structured fields, RFC 9651).
import type { RateDecision } from './rate-limit.ts'

/** Nothing when there is no limit. */
export function rateLimitHeaders(decision: RateDecision): Readonly<Record<string, string>> {
  const { isAllowed, limit, windowSeconds, remaining, resetSeconds } = decision
  if (limit === 0) return {}
  return {
    'RateLimit-Policy': `"default";q=${limit};w=${windowSeconds}`,
    RateLimit: `"default";r=${remaining};t=${resetSeconds}`,
    ...(isAllowed ? {} : { 'Retry-After': String(resetSeconds) }),
  }
}
