// What REDIS_URL says, and what of it may be shown. A password never gets into a message: errors show the rule, not the value.
import { hostInUrl } from '../config/host-in-url.ts'
import { MillraceError } from '../errors/millrace-error.ts'

const defaultPort = 6379
export const redisUrlRule =
  'must be redis://[user:password@]host[:port][/database number], or rediss:// for TLS; ' +
  'in user and password, write %XX for what is special in an address'

export interface RedisTarget {
  readonly host: string
  readonly port: number
  readonly db: number
  /** Empty: Redis's default user. */
  readonly username: string
  readonly password: string
  readonly isTls: boolean
}

export function isRedisUrl(url: string): boolean {
  return URL.canParse(url) && isValid(new URL(url))
}

/** Throws CONFIG. */
export function parseRedisUrl(url: string): RedisTarget {
  if (!isRedisUrl(url)) throw new MillraceError('CONFIG', `REDIS_URL is not valid: it ${redisUrlRule}`)
  const parsed = new URL(url)
  return {
    host: parsed.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: parsed.port === '' ? defaultPort : Number(parsed.port),
    db: Number(parsed.pathname.slice(1)),
    username: decodeURIComponent(parsed.username),
    password: decodeURIComponent(parsed.password),
    isTls: parsed.protocol === 'rediss:',
  }
}

/** `host:port/database`, for people. Throws CONFIG. */
export function redisAddress(url: string): string {
  const { host, port, db } = parseRedisUrl(url)
  return `${hostInUrl(host)}:${port}/${db}`
}

function isValid({ protocol, hostname, pathname, search, hash, username, password }: URL): boolean {
  return (
    /^rediss?:$/.test(protocol) &&
    hostname !== '' &&
    /^(\/\d{0,4})?$/.test(pathname) &&
    search === '' &&
    hash === '' &&
    [username, password].every(isDecodable)
  )
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}
