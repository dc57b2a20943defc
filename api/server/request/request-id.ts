// The id that joins a request, its answer and its log lines: the client's own, when it is one, else a random one.
import { randomUUID } from 'node:crypto'

const usableId = /^[\w.-]{1,64}$/

export function requestId(given: string | undefined): string {
  return given !== undefined && usableId.test(given) ? given : randomUUID()
}
