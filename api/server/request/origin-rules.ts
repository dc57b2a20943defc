// Which web pages may talk to the API from a browser, by their origin.
//
// The API's own addresses are listed, never taken from the Host header: a page that has rebound its own name to this
// machine sends a Host and an Origin that agree.

export interface OriginRules {
  /** May read: GET and `/live`. With `*` in the list, every page may. */
  mayRead(origin: string): boolean
  /** May write: only a page that is listed by name, or one of the API's own. */
  mayWrite(origin: string): boolean
  /** Every page may read, so answers need not say which one asked. */
  readonly isOpen: boolean
}

export function originRules(corsOrigins: readonly string[], port: number): OriginRules {
  const named = new Set([
    ...corsOrigins.filter((origin) => origin !== '*').map((origin) => origin.replace(/\/$/, '').toLowerCase()),
    ...['127.0.0.1', 'localhost', '[::1]'].map((host) => new URL(`http://${host}:${port}`).origin),
  ])
  const isOpen = corsOrigins.includes('*')
  const mayWrite = (origin: string) => named.has(origin.toLowerCase())
  return { mayRead: (origin) => isOpen || mayWrite(origin), mayWrite, isOpen }
}
