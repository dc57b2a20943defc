// A client's address as people write it: uWebSockets.js gives IPv6 in full, and IPv4 inside of it on a dual-stack socket.
import { SocketAddress } from 'node:net'

const mappedPrefix = '0000:0000:0000:0000:0000:ffff:'

export function clientAddress(text: string): string {
  if (!text.includes(':')) return text
  if (text.startsWith(mappedPrefix)) {
    const octets = text.slice(mappedPrefix.length).replace(':', '').match(/../g) ?? []
    return octets.map((octet) => Number.parseInt(octet, 16)).join('.')
  }
  return new SocketAddress({ address: text, family: 'ipv6' }).address
}
