// Turns what a ClickHouse that did not start has printed into an error that says what to do.
import { type ErrorCode, MillraceError } from '../../errors/millrace-error.ts'

const causes: readonly { pattern: RegExp; code: ErrorCode; advice: string }[] = [
  {
    pattern: /another server instance|cannot lock file/i,
    code: 'SERVICE_FAILED',
    advice: 'another ClickHouse server uses this data directory: stop it, or choose another DATA_DIR',
  },
  {
    pattern: /no space left on device|NOT_ENOUGH_SPACE|quota exceeded/i,
    code: 'DISK_FULL',
    advice: 'no room left on the disk of DATA_DIR: free some, or choose another DATA_DIR',
  },
  {
    pattern: /permission denied|read-only file system|operation not permitted/i,
    code: 'CONFIG',
    advice: 'this user cannot write everything in DATA_DIR: repair its permissions, or choose another DATA_DIR',
  },
  {
    pattern: /address already in use/i,
    code: 'SERVICE_FAILED',
    advice: 'its port was taken while it started: try again',
  },
  {
    pattern: /cannot open shared object|GLIBC_|invalid ELF header|file too short/i,
    code: 'SERVICE_FAILED',
    advice:
      'its library cannot be loaded here: run `npm ci` again, or set CLICKHOUSE_URL to a ClickHouse server of your own',
  },
]

/** `output` is its stderr and log, `place` its directory. */
export function clickHouseFailure(output: string, ending: string, place: string): MillraceError {
  const cause = causes.find(({ pattern }) => pattern.test(output))
  const advice =
    cause?.advice ??
    'its data may be damaged, or made by a newer version: `make clean-data` starts afresh (it deletes what is in there)'
  const lastLines = output.split('\n').slice(-6).join('\n').slice(-2_000)
  const message = `the embedded ClickHouse in ${place} did not start (${ending}): ${advice}\n${lastLines}`
  return new MillraceError(cause?.code ?? 'SERVICE_FAILED', message)
}
