// Writers of IPv4 (UInt32, little-endian) and IPv6 (16 bytes in network order).
import type { ColumnTypeOf } from '@millrace/schemas/column/column-type.ts'
import type { ColumnValue } from '@millrace/schemas/column/column-value.ts'
import { isIPv4, isIPv6 } from 'node:net'
import { type ByteSink, ensureBytes, writeBytes } from './byte-sink.ts'
import { ColumnValueError } from './column-value-error.ts'

/** Takes dotted text or the address as a number. */
export function writeIpv4(sink: ByteSink, value: ColumnValue, type: ColumnTypeOf<'IPv4'>): void {
  const address = typeof value === 'string' && isIPv4(value) ? ipv4Number(value) : value
  if (typeof address !== 'number' || !Number.isInteger(address) || address < 0 || address >= 2 ** 32)
    throw new ColumnValueError(value, type, 'text such as 192.0.2.1 or a number from 0 to 2^32 - 1')
  ensureBytes(sink, 4)
  sink.view.setUint32(sink.usedBytes, address, true)
  sink.usedBytes += 4
}

/** Takes text, with `::` and a dotted tail as RFC 4291 has them, dotted IPv4 text (mapped to ::ffff:0:0/96), or 16 bytes. */
export function writeIpv6(sink: ByteSink, value: ColumnValue, type: ColumnTypeOf<'IPv6'>): void {
  if (value instanceof Uint8Array && value.byteLength === 16) {
    writeBytes(sink, value)
    return
  }
  const text = typeof value === 'string' && isIPv4(value) ? `::ffff:${value}` : value
  if (typeof text !== 'string' || !isIPv6(text) || text.includes('%'))
    throw new ColumnValueError(value, type, 'text such as 2001:db8::1 or ::ffff:192.0.2.1, or 16 bytes')
  ensureBytes(sink, 16)
  for (const group of ipv6Groups(text)) {
    sink.view.setUint16(sink.usedBytes, group)
    sink.usedBytes += 2
  }
}

function ipv4Number(dotted: string): number {
  return dotted.split('.').reduce((number, part) => number * 256 + Number(part), 0)
}

/** The eight 16-bit groups of a well-formed address. */
function ipv6Groups(text: string): number[] {
  const [head = [], tail] = text.split('::').map(groupsOf)
  if (tail === undefined) return head
  return [...head, ...Array<number>(8 - head.length - tail.length).fill(0), ...tail]
}

function groupsOf(part: string): number[] {
  if (part === '') return []
  return part.split(':').flatMap((group) => {
    if (!group.includes('.')) return [Number.parseInt(group, 16)]
    const address = ipv4Number(group)
    return [Math.floor(address / 0x1_0000), address % 0x1_0000]
  })
}
