// What a client is told of a failure that is known. The log says more: addresses and the server's own words stay inside.
import { isMillraceError } from '@millrace/engine/errors/millrace-error.ts'
import type { Log } from '../observe/open-log.ts'
import { InvalidParameterError } from '../query/invalid-parameter-error.ts'
import { problemAnswer } from '../server/answer/problem-answer.ts'
import type { Answer, ApiRequest } from '../server/http.ts'

const retrySeconds = '5'

/** Undefined for a failure that nobody has foreseen. */
export function answerForError(error: unknown, { requestId }: ApiRequest, log: Pick<Log, 'warn'>): Answer | undefined {
  if (error instanceof InvalidParameterError) {
    const { parameter, message } = error
    return problemAnswer({
      status: 400,
      detail: `${parameter} ${message}`,
      requestId,
      errors: { [parameter]: [message] },
    })
  }
  if (isMillraceError(error, 'QUERY_LIMIT')) {
    log.warn({ requestId, err: error }, 'a read was stopped at a limit')
    const detail = 'ClickHouse was stopped at a limit of time, memory or rows: ask for a narrower range'
    return problemAnswer({ status: 504, detail, requestId })
  }
  if (isMillraceError(error, 'WAREHOUSE_UNAVAILABLE') || isMillraceError(error, 'CONFIG')) {
    log.warn({ requestId, err: error }, 'ClickHouse does not answer')
    const detail = 'ClickHouse does not answer the API now, and no earlier answer is recent enough; /readyz says more'
    return problemAnswer({ status: 503, detail, requestId, headers: { 'Retry-After': retrySeconds } })
  }
  return undefined
}
