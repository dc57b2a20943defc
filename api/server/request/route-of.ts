// Where a request goes: exact paths only, and what to say when there is nothing for it.
import { problemAnswer } from '../answer/problem-answer.ts'
import { noBody } from '../body/no-body.ts'
import type { Answer, ApiRequest, Handler, RouteHandlers, RouteTable } from '../http.ts'
import type { ReceivedRequest } from './read-request.ts'

/** Of path and query together. Longer ones are nobody's honest question, and stay below the limit of the whole head. */
const targetCharsMax = 16 * 1024
/** Of requests other than POST, whose bodies nothing reads; uWebSockets.js passes over them. */
const passedOverBytesMax = 64 * 1024
/** Of a POST to a route that does not say it. */
const defaultBodyBytesMax = 1024 * 1024

export type RoutedRequest =
  | { readonly route: string; readonly handler: Handler; readonly request: ApiRequest }
  | { readonly route: string | undefined; readonly answer: Answer; readonly closesConnection?: boolean }

export function routeOf(routes: RouteTable, received: ReceivedRequest): RoutedRequest {
  const { method, path, requestId } = received
  const refuse = (status: number, detail: string, headers: Record<string, string> = {}) =>
    problemAnswer({ status, detail, requestId, headers })
  if (path.length + received.queryString.length > targetCharsMax) {
    return { route: undefined, answer: refuse(414, `path and query may have ${targetCharsMax} characters together`) }
  }
  const handlers = routes.get(path)
  if (handlers === undefined) {
    const known = [...new Set([...routes].map(([known, { label = known }]) => label))].sort().join(', ')
    return { route: undefined, answer: refuse(404, `there is nothing at ${path.slice(0, 200)}; there is ${known}`) }
  }
  const { label = path } = handlers
  if (method !== 'POST' && Number(received.header('content-length') ?? 0) > passedOverBytesMax) {
    const answer = refuse(
      413,
      `${method.slice(0, 20)} takes no body, and passes over ${passedOverBytesMax} bytes at most`,
    )
    return { route: label, answer, closesConnection: true }
  }
  const allow = allowedMethods(handlers).join(', ')
  if (method === 'OPTIONS') return { route: label, answer: { status: 204, headers: { Allow: allow }, body: '' } }
  if (method === 'GET' || method === 'HEAD' || method === 'POST') {
    const handler = handlers[method === 'HEAD' ? 'GET' : method]
    if (handler !== undefined) return { route: label, handler, request: apiRequest(received, method, handlers) }
  }
  const answer = refuse(405, `${path} does not answer to ${method.slice(0, 20)}, only to ${allow}`, { Allow: allow })
  return { route: label, answer }
}

function allowedMethods(handlers: RouteHandlers): string[] {
  return [
    ...(handlers.GET === undefined ? [] : ['GET', 'HEAD']),
    ...(handlers.POST === undefined ? [] : ['POST']),
    'OPTIONS',
  ]
}

function apiRequest(
  received: ReceivedRequest,
  method: ApiRequest['method'],
  { bodyBytesMax = defaultBodyBytesMax }: RouteHandlers,
): ApiRequest {
  return {
    method,
    path: received.path,
    queryString: received.queryString,
    header: received.header,
    clientAddress: received.clientAddress,
    requestId: received.requestId,
    body: received.body?.limitTo(bodyBytesMax) ?? noBody,
    get signal() {
      return received.signal
    },
  }
}
