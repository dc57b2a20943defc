// What is refused before anyone asks where a request goes: one that others on its way may read differently than this server
// does (RFC 9112, 6.3 and 11.2), and one that asks for a name that is not the API's.
import { problemAnswer } from '../answer/problem-answer.ts'
import type { Answer } from '../http.ts'
import type { HostRules } from './host-rules.ts'
import type { ReceivedRequest } from './read-request.ts'

export interface RequestRefusal {
  readonly answer: Answer
  readonly closesConnection: boolean
}

type Asked = Pick<ReceivedRequest, 'header' | 'requestId'>

/** Undefined: it may go on. What is left of the connection after a refusal of the first kind means nothing. */
export function requestRefusal(hosts: HostRules, request: Asked): RequestRefusal | undefined {
  const { header, requestId } = request
  const unclear = unclearFraming(request)
  if (unclear !== undefined) {
    return { answer: problemAnswer({ status: 400, detail: unclear, requestId }), closesConnection: true }
  }
  const host = header('host')
  if (hosts.mayAsk(host)) return undefined
  const detail = `the API does not answer to the name ${(host ?? '').slice(0, 200)}; API_HOSTS lists those it answers to beside localhost`
  return { answer: problemAnswer({ status: 421, detail, requestId }), closesConnection: false }
}

/** A header that came twice stands as a list. uWebSockets.js goes by the first of them, and refuses only some of this itself. */
function unclearFraming({ header }: Pick<Asked, 'header'>): string | undefined {
  if (header('host')?.includes(',') === true) return 'there is more than one Host'
  const length = header('content-length')
  if (length !== undefined && !/^\d+$/.test(length)) return 'Content-Length is not one number'
  const coding = header('transfer-encoding')
  if (coding !== undefined && coding.toLowerCase() !== 'chunked')
    return 'Transfer-Encoding may be chunked, and nothing else'
  return undefined
}
