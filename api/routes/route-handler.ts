// A route's handler: parameters are parsed first, and what is wrong with them is answered.
import type { QueryOf, RouteDefinition } from '@millrace/schemas/api/route.ts'
import { problemAnswer } from '../server/answer/problem-answer.ts'
import type { Answer, ApiRequest, Handler, RouteEntry } from '../server/http.ts'
import { parseQuery } from './parse-query.ts'

export function routeHandler<Route extends RouteDefinition>(
  route: Route,
  handle: (query: QueryOf<Route>, request: ApiRequest) => Promise<Answer>,
): RouteEntry {
  const GET: Handler = async (request) => {
    const parsed = parseQuery(route, request.queryString)
    if (parsed.ok) return handle(parsed.query, request)
    const { errors } = parsed
    const detail = Object.entries(errors)
      .map(([name, rules]) => `${name} ${rules.join(' and ')}`)
      .join('; ')
    return problemAnswer({ status: 400, detail, requestId: request.requestId, errors })
  }
  return [route.path, { GET }]
}
