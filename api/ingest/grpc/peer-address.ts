// The address of a call's other end, without its port: `127.0.0.1:4711`, `[::1]:4711`.

export function peerAddress(peer: string): string {
  return peer.replace(/^(?:ipv[46]:)?\[?(.*?)\]?(?::\d+)?$/, '$1')
}
