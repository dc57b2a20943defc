// What happens before a request reaches its route: it is counted against its client's limit. Whoever operates the API is
// not limited in asking how it is, nor is anyone in loading the page; and what writes is held back by the bound of what may
// be staged alone.
import { aliveRoute, prometheusRoute, readinessRoute } from '@millrace/schemas/api/routes.ts'
import type { RateLimit } from '../limit/rate-limit.ts'
import { rateLimitHeaders } from '../limit/rate-limit-headers.ts'
import { problemAnswer } from '../server/answer/problem-answer.ts'
import type { ApiRequest } from '../server/http.ts'
import type { BeforeRoute } from '../server/request-server.ts'

const unlimited: readonly string[] = [aliveRoute.path, readinessRoute.path, prometheusRoute.path]

export function limitRequests(
  limit: RateLimit,
  pagePaths: Iterable<string>,
): (request: ApiRequest) => Promise<BeforeRoute | undefined> {
  const free = new Set([...unlimited, ...pagePaths])
  return async ({ method, path, clientAddress, requestId }) => {
    if (method === 'POST' || free.has(path)) return undefined
    const decision = await limit.take(clientAddress)
    const headers = rateLimitHeaders(decision)
    if (decision.isAllowed) return { headers }
    const { limit: requestsMax, windowSeconds, resetSeconds } = decision
    const detail = `a client may ask ${requestsMax} times in ${windowSeconds} s; come again in ${resetSeconds} s`
    return { headers, answer: problemAnswer({ status: 429, detail, requestId }) }
  }
}
