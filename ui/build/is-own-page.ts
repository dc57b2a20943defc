// Whether a request comes from the page that is being developed: the proxy speaks to the API as one of the API's own pages, so
// it must not do that for any page that finds this port.
import type { IncomingMessage } from 'node:http'

/** `origin` undefined: no browser, and no page speaks through it. */
export function isOwnPage({ headers: { origin } }: Pick<IncomingMessage, 'headers'>, port: number): boolean {
  return origin === undefined || origin === `http://localhost:${port}` || origin === `http://127.0.0.1:${port}`
}
