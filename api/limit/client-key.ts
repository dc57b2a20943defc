// Whom a client address stands for: an IPv4 address is one client, and so is an IPv6 network of /64, for whoever has one
// address of it has them all.
import { isIPv6 } from 'node:net'

const groupCount = 8
const keyLengthMax = 64

/** IPv4 in any of its IPv6 forms is the same client as in dots. What is no address is a client of its own. */
export function clientKey(address: string): string {
  const [bare = ''] = address.split('%')
  if (!isIPv6(bare)) return bare.slice(0, keyLengthMax)
  const groups = ipv6Groups(bare)
  const [, , , , , mark, high = 0, low = 0] = groups
  const isIpv4 = groups.slice(0, 5).every((group) => group === 0) && mark === 0xffff
  if (isIpv4) return [high >> 8, high & 0xff, low >> 8, low & 0xff].join('.')
  const network = groups.slice(0, 4).map((group) => group.toString(16))
  return `${network.join(':')}::/64`
}

function ipv6Groups(address: string): number[] {
  const [head = '', tail] = address.split('::')
  const before = groupsOf(head)
  if (tail === undefined) return before
  const after = groupsOf(tail)
  return [...before, ...Array.from({ length: groupCount - before.length - after.length }, () => 0), ...after]
}

function groupsOf(text: string): number[] {
  return text.split(':').flatMap((part) => {
    if (part === '') return []
    if (!part.includes('.')) return [Number.parseInt(part, 16)]
    const [a = 0, b = 0, c = 0, d = 0] = part.split('.').map(Number)
    return [(a << 8) | b, (c << 8) | d]
  })
}
