// Finds the embedded ClickHouse's shared library, or says why this machine has none and what to do.
import { createRequire } from 'node:module'
import { z } from 'zod'
import { MillraceError } from '../../errors/millrace-error.ts'

const processReport = z.object({ header: z.object({ glibcVersionRuntime: z.string() }) })
const instead = 'set CLICKHOUSE_URL to a ClickHouse server of your own'

export interface Platform {
  readonly operatingSystem: string
  readonly architecture: string
  /** Undefined where the C library is another one (musl). */
  readonly glibcVersion: string | undefined
  /** Finds a package's file, or throws. */
  readonly resolve: (specifier: string) => string
}

/** Throws CONFIG where no library exists for this platform, SERVICE_FAILED where it is not installed. */
export function findLibrary(platform: Platform = thisPlatform()): string {
  const { operatingSystem, architecture, glibcVersion } = platform
  if (operatingSystem !== 'linux' || architecture !== 'x64') {
    const here = `${operatingSystem} ${architecture}`
    throw new MillraceError('CONFIG', `the embedded ClickHouse runs on linux x64 only, and this is ${here}: ${instead}`)
  }
  if (glibcVersion === undefined) {
    throw new MillraceError('CONFIG', `the embedded ClickHouse needs glibc, and this system has none: ${instead}`)
  }
  try {
    return platform.resolve('@chdb/lib-linux-x64-gnu/libchdb.so')
  } catch (error) {
    const message = `the embedded ClickHouse is not installed: run \`npm ci\` (with optional dependencies), or ${instead}`
    throw new MillraceError('SERVICE_FAILED', message, { cause: error })
  }
}

function thisPlatform(): Platform {
  const report: unknown = process.report.getReport()
  return {
    operatingSystem: process.platform,
    architecture: process.arch,
    glibcVersion: glibcVersion(report),
    resolve: createRequire(import.meta.url).resolve,
  }
}

function glibcVersion(report: unknown): string | undefined {
  const parsed = processReport.safeParse(report)
  return parsed.success ? parsed.data.header.glibcVersionRuntime : undefined
}
