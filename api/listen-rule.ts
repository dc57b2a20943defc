// Where the API may listen: everywhere that only this machine reaches, elsewhere only when writing needs a token.
import type { Config } from '@millrace/engine/config/config.ts'
import { configError } from '@millrace/engine/errors/millrace-error.ts'
import { isLoopback } from './is-loopback.ts'

/** Throws `CONFIG`. */
export function assertMayListen({ API_HOST: host, API_TOKEN: token }: Config): void {
  if (token !== undefined || host === 'localhost' || isLoopback(host)) return
  throw configError(
    'API_HOST',
    host,
    'other machines reach that, so what writes needs a token; set API_TOKEN too, or API_HOST=127.0.0.1',
  )
}
