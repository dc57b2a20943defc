// Who may write: whoever has the token; without a token configured, whoever comes from this machine.
import { createHash, timingSafeEqual } from 'node:crypto'
import { isLoopback } from '../is-loopback.ts'

export interface WriteRefusal {
  /** No or another token was sent, or it would be of no use. */
  readonly kind: 'unauthenticated' | 'forbidden'
  readonly detail: string
}

/** IPv4 on a socket that takes both. */
const mappedPrefix = /^::ffff:/

/** `authorization` is the whole header; `clientAddress` the other end of the connection. */
export function writeRefusal(
  token: string | undefined,
  authorization: string | undefined,
  clientAddress: string,
): WriteRefusal | undefined {
  if (token === undefined) {
    if (isLoopback(clientAddress.replace(mappedPrefix, ''))) return undefined
    return { kind: 'forbidden', detail: 'without API_TOKEN, only this machine may write' }
  }
  const [, sent] = /^Bearer +(\S+) *$/i.exec(authorization ?? '') ?? []
  if (sent !== undefined && timingSafeEqual(digest(sent), digest(token))) return undefined
  const detail =
    sent === undefined ? 'writing needs Authorization: Bearer with the API_TOKEN' : 'that is not the API_TOKEN'
  return { kind: 'unauthenticated', detail }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
