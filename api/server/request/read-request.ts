// A request as routes see it, copied out of uWebSockets.js, whose own is gone when the handler returns.
import type { ApiRequest } from '../http.ts'
import type { HttpRequest, HttpResponse } from '../uws/uws.ts'
import { clientAddress } from './client-address.ts'
import { requestId } from './request-id.ts'

/** What came, whatever its method. */
export interface ReceivedRequest extends Omit<ApiRequest, 'method'> {
  readonly method: string
}

export function readRequest(res: HttpResponse, req: HttpRequest, signalOf: () => AbortSignal): ReceivedRequest {
  const headers = new Map<string, string>()
  // Undefined without a question mark, whatever its type says.
  const queryString: unknown = req.getQuery()
  req.forEach((name, value) => {
    const before = headers.get(name)
    headers.set(name, before === undefined ? value : `${before}, ${value}`)
  })
  return {
    method: req.getCaseSensitiveMethod(),
    path: req.getUrl(),
    queryString: typeof queryString === 'string' ? queryString : '',
    header: (name) => headers.get(name),
    clientAddress: clientAddress(Buffer.from(res.getRemoteAddressAsText()).toString('latin1')),
    requestId: requestId(headers.get('x-request-id')),
    get signal() {
      return signalOf()
    },
  }
}
