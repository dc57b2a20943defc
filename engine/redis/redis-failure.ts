// Why Redis cannot be used, in words that say what to do. ioredis's own words name its options, and may be empty.
import { errorMessage, systemErrorCode } from '../errors/error-message.ts'

const untrusted = /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|CERT_\w+|ERR_TLS_CERT_\w+)$/

const wordsByPattern: readonly (readonly [RegExp, string])[] = [
  [/^WRONGPASS|invalid password/, 'it refuses the user or the password of REDIS_URL'],
  [/^NOAUTH/, 'it asks for a password, and REDIS_URL has none'],
  [/^NOPERM/, 'the user of REDIS_URL may not do this there'],
  [/timed? ?out/i, 'it does not answer'],
  [/max retries per request|Connection is closed/, 'the connection was lost'],
  [/isn't writeable/, 'it is not connected'],
  // 21 is how a TLS alert begins.
  [/^Unknown RESP type 21 /, 'it speaks TLS: REDIS_URL must begin with rediss://'],
  [/^Unknown RESP type/, 'what answers there is not Redis'],
]

const wordsByCode: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody listens there (ECONNREFUSED)',
  ENOTFOUND: 'there is no such host (ENOTFOUND)',
  EAI_AGAIN: 'the name of the host cannot be looked up now (EAI_AGAIN)',
  ECONNRESET: 'the connection was lost (ECONNRESET)',
  EPIPE: 'the connection was lost (EPIPE)',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak TLS: REDIS_URL must begin with redis://',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'it does not speak TLS: REDIS_URL must begin with redis://',
}

export function redisFailure(error: unknown): string {
  const code = systemErrorCode(error)
  const message = errorMessage(error)
  const known = code === undefined ? undefined : wordsByCode[code]
  if (known !== undefined) return known
  if (code !== undefined && untrusted.test(code))
    return `its certificate is not trusted (${message}); NODE_EXTRA_CA_CERTS may name a file with the authority's`
  return wordsByPattern.find(([pattern]) => pattern.test(message))?.[1] ?? (message === '' ? String(code) : message)
}
