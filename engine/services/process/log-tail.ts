// The last lines of a log file, to put a service's own words into the error that its user sees.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { systemErrorCode } from '../../errors/error-message.ts'

const tailBytesMax = 8_192

/** Empty if there is no such file; `fromByte` leaves out what was in it before. */
export function logTail(file: string, fromByte = 0): string {
  let descriptor: number
  try {
    descriptor = openSync(file, 'r')
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return ''
    throw error
  }
  try {
    const sizeBytes = fstatSync(descriptor).size
    const start = Math.max(fromByte, sizeBytes - tailBytesMax)
    const tail = Buffer.alloc(Math.max(0, sizeBytes - start))
    const bytesRead = readSync(descriptor, tail, 0, tail.length, start)
    return tail.toString('utf8', 0, bytesRead).trim()
  } finally {
    closeSync(descriptor)
  }
}
