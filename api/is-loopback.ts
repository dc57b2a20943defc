// Addresses that only this machine reaches.
import { isIP } from 'node:net'

export function isLoopback(address: string): boolean {
  return address === '::1' || (isIP(address) === 4 && address.startsWith('127.'))
}
