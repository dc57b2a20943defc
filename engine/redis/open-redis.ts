// A connection to Redis that never makes anyone wait for long: while Redis is away, commands fail at once, and the
// connection comes back by itself. A Redis that is there and does not answer is away too: the first command that waits too
// long gives up the connection, and those after it wait for nothing.
import { Redis } from 'ioredis'
import { awayReasons } from './away-reasons.ts'
import { redisFailure } from './redis-failure.ts'
import { parseRedisUrl, redisAddress } from './redis-url.ts'

const answerMsMax = 500
const connectMsMax = 2_000
const reconnectMsMax = 2_000

/**
 * Connects in the background; `notify` hears when Redis goes and comes, once each time, and no password. Throws CONFIG when
 * `url` is not one. Whoever opens it calls its `disconnect()`.
 */
export function openRedis(url: string, notify: (message: string) => void): Redis {
  const { isTls, ...target } = parseRedisUrl(url)
  const redis = new Redis({
    ...target,
    ...(isTls ? { tls: {} } : {}),
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: connectMsMax,
    commandTimeout: answerMsMax,
    socketTimeout: answerMsMax,
    retryStrategy: (attempt) => Math.min(reconnectMsMax, 50 * 2 ** Math.min(attempt, 6)),
  })
  let wasReady = false
  const away = (reason: string): void => {
    const words = wasReady || !isPerhapsTls.test(reason) ? reason : `${reason}; ${schemeWords(isTls)}`
    if (!awayReasons.has(redis)) notify(`Redis at ${redisAddress(url)} is away: ${words}`)
    awayReasons.set(redis, words)
  }
  redis.on('error', (error: Error) => {
    // ioredis puts the command into the error that a wrong password makes, and the password is in that command.
    Reflect.deleteProperty(error, 'command')
    away(redisFailure(error))
  })
  redis.on('reconnecting', () => {
    if (!awayReasons.has(redis)) away('the connection was lost')
  })
  redis.on('ready', () => {
    wasReady = true
    if (awayReasons.delete(redis)) notify(`Redis at ${redisAddress(url)} is back`)
  })
  return redis
}

/** What TLS on one side only looks like: one hangs up, or both wait for the other. */
const isPerhapsTls = /^(the connection was lost|it does not answer)/

function schemeWords(isTls: boolean): string {
  return isTls ? 'REDIS_URL says rediss://, which is with TLS' : 'REDIS_URL says redis://, which is without TLS'
}
