// Where the API may listen: everywhere that only this machine reaches, elsewhere only when writing needs a token.
import { isIP } from 'node:net'
import type { Config } from '@millrace/engine/config/config.ts'
import { configError } from '@millrace/engine/errors/millrace-error.ts'

/** Throws `CONFIG`. */
export function assertMayListen({ API_HOST: host, API_TOKEN: token }: Config): void {
  if (token !== undefined || isLoopback(host)) return
  throw configError(
    'API_HOST',
    host,
    'other machines reach that, so what writes needs a token; set API_TOKEN too, or API_HOST=127.0.0.1',
  )
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}
