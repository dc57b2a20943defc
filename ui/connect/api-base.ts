// Where the API is: at `VITE_API_BASE`, or where the page comes from.

/** Empty for the same origin. */
export function apiBase(): string {
  const base: unknown = import.meta.env['VITE_API_BASE']
  return typeof base === 'string' ? base.replace(/\/+$/, '') : ''
}

/** The address of the WebSocket beside that base; `pageUrl` is where the page comes from. */
export function liveUrl(base: string, pageUrl: string = location.href): string {
  const url = new URL(`${base}/live`, pageUrl)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  return url.href
}
