// A request as routes see it, copied out of uWebSockets.js, whose own is gone when the handler returns.
import { RequestBody } from '../body/request-body.ts'
import type { Exchange } from '../exchange.ts'
import type { ApiRequest } from '../http.ts'
import type { HttpRequest, HttpResponse } from '../uws/uws.ts'
import { clientAddress } from './client-address.ts'
import { requestId } from './request-id.ts'

/** What came, whatever its method. */
export interface ReceivedRequest extends Omit<ApiRequest, 'method' | 'body'> {
  readonly method: string
  /** Of a POST that has one; uWebSockets.js passes over those of other methods. */
  readonly body: RequestBody | undefined
}

export function readRequest(res: HttpResponse, req: HttpRequest, exchange: Exchange): ReceivedRequest {
  const headers = new Map<string, string>()
  // Undefined without a question mark, whatever its type says.
  const queryString: unknown = req.getQuery()
  req.forEach((name, value) => {
    const before = headers.get(name)
    headers.set(name, before === undefined ? value : `${before}, ${value}`)
  })
  const method = req.getCaseSensitiveMethod()
  return {
    method,
    path: req.getUrl(),
    queryString: typeof queryString === 'string' ? queryString : '',
    header: (name) => headers.get(name),
    clientAddress: clientAddress(Buffer.from(res.getRemoteAddressAsText()).toString('latin1')),
    requestId: requestId(headers.get('x-request-id')),
    get signal() {
      return exchange.signal
    },
    body: method === 'POST' ? bodyOf(exchange, headers) : undefined,
  }
}

function bodyOf(exchange: Exchange, headers: ReadonlyMap<string, string>): RequestBody | undefined {
  const length = headers.get('content-length')
  // What is not a number, uWebSockets.js refuses itself when this request has been taken.
  const declaredBytes = length !== undefined && /^\d+$/.test(length) ? Number(length) : undefined
  if (!headers.has('transfer-encoding') && (declaredBytes ?? 0) === 0) return undefined
  return new RequestBody(exchange, {
    declaredBytes,
    awaitsContinue: headers.get('expect')?.toLowerCase() === '100-continue',
  })
}
