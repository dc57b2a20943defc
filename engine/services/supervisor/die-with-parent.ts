// Makes the kernel kill this process when its parent dies, however the parent dies; kept across execve (prctl(2)).
import { DataType, load, open } from 'ffi-rs'

const setParentDeathSignal = 1
const signalKill = 9

/** `parentProcessId` is passed on by the parent, so that one that has died already is noticed: then this process ends. */
export function dieWithParent(parentProcessId: number): void {
  open({ library: 'libc', path: '' })
  load({
    library: 'libc',
    funcName: 'prctl',
    retType: DataType.I32,
    paramsType: [DataType.I32, DataType.I64],
    paramsValue: [setParentDeathSignal, signalKill],
  })
  if (process.ppid !== parentProcessId) process.exit(1)
}
