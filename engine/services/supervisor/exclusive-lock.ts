// A lock on a file that dies with its holders: flock(2) belongs to the open file, so processes that inherit the descriptor
// hold it too, and the kernel lets it go when the last of them is gone, however it died.
import { closeSync, constants, openSync } from 'node:fs'
import { DataType, load, open } from 'ffi-rs'

const lockExclusive = 2
const lockNonBlocking = 4

/** The descriptor that holds the lock (inheritable by `stdio`), or undefined while someone else holds it. */
export function tryExclusiveLock(file: string): number | undefined {
  const descriptor = openSync(file, constants.O_RDWR | constants.O_CREAT, 0o600)
  open({ library: 'libc', path: '' })
  const result = load({
    library: 'libc',
    funcName: 'flock',
    retType: DataType.I32,
    paramsType: [DataType.I32, DataType.I32],
    paramsValue: [descriptor, lockExclusive | lockNonBlocking],
  })
  if (result === 0) return descriptor
  closeSync(descriptor)
  return undefined
}
