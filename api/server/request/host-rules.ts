// Which names the API answers to, against DNS rebinding: a page that has given its own name the address of this machine is
// of the same origin to its browser, and reads without any Origin header. Its name in the Host header is what gives it away.
import { isIP } from 'node:net'
import { isLoopback } from '../../is-loopback.ts'

export interface HostRules {
  /** `host` is a whole Host header. */
  mayAsk(host: string | undefined): boolean
}

export interface HostRulesOptions {
  /** Where the API listens. */
  readonly apiHost: string
  /** Names without ports that it answers to as well; with `*`, to every name. Undefined: nobody has said. */
  readonly named: readonly string[] | undefined
}

/** Elsewhere than on loopback, nobody knows by which names the API is reached: there the rule begins with the first name. */
export function hostRules({ apiHost, named }: HostRulesOptions): HostRules {
  const isLocal = apiHost === 'localhost' || isLoopback(apiHost)
  if (named?.includes('*') === true || (named === undefined && !isLocal)) return { mayAsk: () => true }
  const names = new Set(['localhost', apiHost, ...(named ?? [])].map(bareName))
  return {
    mayAsk(host) {
      const name = bareName((host ?? '').replace(/:\d*$/, ''))
      return isLoopback(name) || names.has(name)
    },
  }
}

/** Without the brackets of IPv6 and the dot at the end that names a name in full. */
function bareName(host: string): string {
  const name = host.toLowerCase().replace(/^\[(.*)\]$/, '$1')
  return isIP(name) === 0 ? name.replace(/\.$/, '') : name
}
