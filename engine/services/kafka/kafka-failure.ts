// Turns what a Kafka broker that did not start has printed into an error that says what to do.
import { type ErrorCode, MillraceError } from '../../errors/millrace-error.ts'

const causes: readonly { pattern: RegExp; code: ErrorCode; advice: string }[] = [
  {
    pattern: /no space left on device|quota exceeded/i,
    code: 'DISK_FULL',
    advice: 'no room left on the disk of DATA_DIR: free some, or choose another DATA_DIR',
  },
  {
    pattern: /failed to acquire lock|OverlappingFileLockException/i,
    code: 'SERVICE_FAILED',
    advice: 'another broker uses this data directory: stop it, or choose another DATA_DIR',
  },
  {
    pattern: /permission denied|AccessDenied|read-only file system/i,
    code: 'CONFIG',
    advice: 'this user cannot write everything in DATA_DIR: repair its permissions, or choose another DATA_DIR',
  },
  {
    pattern: /address already in use/i,
    code: 'SERVICE_FAILED',
    advice: 'its port was taken while it started: try again',
  },
  {
    pattern: /could not reserve|OutOfMemoryError|insufficient memory/i,
    code: 'SERVICE_FAILED',
    advice: 'Java needs some 600 MB of memory for it: free some, or use STAGING=spool',
  },
  {
    pattern: /ClassNotFoundException|NoClassDefFoundError|Invalid or corrupt jarfile/i,
    code: 'SERVICE_FAILED',
    advice: 'its jars are incomplete: delete .tools/kafka and try again',
  },
]

/** `output` is its stderr and log, `place` its directory. */
export function kafkaFailure(output: string, ending: string, place: string): MillraceError {
  const cause = causes.find(({ pattern }) => pattern.test(output))
  const advice =
    cause?.advice ?? 'STAGING=spool needs no Kafka; `make clean-data` starts afresh (it deletes what is in there)'
  const lastLines = output.split('\n').slice(-6).join('\n').slice(-2_000)
  const message = `the local Kafka in ${place} did not start (${ending}): ${advice}\n${lastLines}`
  return new MillraceError(cause?.code ?? 'SERVICE_FAILED', message)
}
