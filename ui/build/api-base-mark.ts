// Writes into the built page which foreign API it talks to, so that whoever serves the page can let its policy allow that.
import type { Plugin } from 'vite'

/** The name of the meta element whose content is the API's origin; without one it is the page's own. */
const apiOriginName = 'millrace-api-origin'

/** A `VITE_API_BASE` that is no address and no path ends the build. */
export function apiBaseMark(): Plugin {
  let base = ''
  return {
    name: 'api-base-mark',
    configResolved({ env }) {
      base = String(env['VITE_API_BASE'] ?? '')
    },
    transformIndexHtml() {
      const origin = apiOrigin(base)
      if (origin === undefined) return []
      return [{ tag: 'meta', attrs: { name: apiOriginName, content: origin }, injectTo: 'head' }]
    },
  }
}

/** Undefined for an API at the page's own address. */
function apiOrigin(base: string): string | undefined {
  if (base === '' || /^\/(?!\/)/.test(base)) return undefined
  const url = URL.canParse(base) ? new URL(base) : undefined
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url.origin
  throw new Error(`VITE_API_BASE is ${base}: give the API's http:// or https:// address, or a path such as /millrace`)
}
