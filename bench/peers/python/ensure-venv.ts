// A virtual environment with the packages of requirements.txt, made once for each Python and each list: in a folder of its
// own, which then takes its place in one step, so that nobody ever sees half of it and two that make it at once do not clash.
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { errorMessage, systemErrorCode } from '@millrace/engine/errors/error-message.ts'
import { MillraceError } from '@millrace/engine/errors/millrace-error.ts'
import { findExecutable } from '@millrace/engine/services/kafka/find-executable.ts'

export interface VenvOptions {
  readonly onStarting?: (message: string) => void
  /** Makes it end early, with nothing left behind. */
  readonly signal?: AbortSignal
  /** Where python3 is looked for: as PATH. */
  readonly searchPath?: string
  /** Shared by all of this checkout. */
  readonly toolsDir?: string
}

const requirementsFile = join(import.meta.dirname, 'requirements.txt')
const installMsMax = 5 * 60_000
const versionMin = 10
const wayOut = 'On Debian and Ubuntu: apt-get install python3-venv'
const probe = 'import sys, ensurepip, venv; print(sys.version_info.major, sys.version_info.minor)'
const run = promisify(execFile)

/**
 * The path of its interpreter. Throws `CONFIG` when there is no Python 3.10 with venv, `SERVICE_FAILED` with pip's own words
 * when the packages cannot be installed.
 */
export async function ensureVenv(options: VenvOptions = {}): Promise<string> {
  const { toolsDir = join(import.meta.dirname, '../../../.tools') } = options
  const systemPython = await findPython(options.searchPath)
  const version = await pythonVersion(systemPython)
  const listed = createHash('sha256').update(await readFile(requirementsFile))
  const venv = join(toolsDir, `python-${version}-${listed.digest('hex').slice(0, 12)}`)
  if (existsSync(interpreterOf(venv))) return interpreterOf(venv)
  options.onStarting?.('installing Faker and clickhouse-connect with pip (20 MB, once)')
  await mkdir(toolsDir, { recursive: true })
  const workDir = await mkdtemp(join(toolsDir, '.making-python-'))
  try {
    await install(systemPython, join(workDir, 'venv'), options.signal)
    // Of a Python that is gone, if it is there: its interpreter was not found.
    await rm(venv, { recursive: true, force: true })
    await moveInPlace(join(workDir, 'venv'), venv)
  } finally {
    await rm(workDir, { recursive: true, force: true })
  }
  return interpreterOf(venv)
}

function interpreterOf(venv: string): string {
  return join(venv, 'bin/python')
}

async function findPython(searchPath: string | undefined): Promise<string> {
  const found = await findExecutable('python3', searchPath)
  if (found !== undefined) return found
  throw new MillraceError('CONFIG', `Python 3.${versionMin} or later is needed: there is no python3 in PATH. ${wayOut}`)
}

async function pythonVersion(python: string): Promise<string> {
  const { stdout } = await run(python, ['-c', probe]).catch((cause: unknown) => {
    const words = cause instanceof Error && 'stderr' in cause ? String(cause.stderr).trim().split('\n').at(-1) : cause
    throw new MillraceError('CONFIG', `${python} cannot make virtual environments: ${String(words)}. ${wayOut}`, {
      cause,
    })
  })
  const [major = 0, minor = 0] = stdout.split(' ').map(Number)
  if (major === 3 && minor >= versionMin) return `${major}.${minor}`
  throw new MillraceError(
    'CONFIG',
    `Python 3.${versionMin} or later is needed: ${python} is ${major}.${minor}. ${wayOut}`,
  )
}

async function install(systemPython: string, venv: string, signal: AbortSignal | undefined): Promise<void> {
  const limit = { timeout: installMsMax, killSignal: 'SIGKILL', ...(signal && { signal }) } as const
  try {
    await run(systemPython, ['-m', 'venv', venv], limit)
    const pip = ['-m', 'pip', 'install', '--quiet', '--no-input', '--disable-pip-version-check', '--require-hashes']
    await run(interpreterOf(venv), [...pip, '--requirement', requirementsFile], limit)
  } catch (cause) {
    signal?.throwIfAborted()
    const words = errorMessage(cause).slice(-1_000)
    throw new MillraceError(
      'SERVICE_FAILED',
      `Python's packages could not be installed (offline?). pip said:\n${words}`,
      {
        cause,
      },
    )
  }
}

async function moveInPlace(from: string, to: string): Promise<void> {
  try {
    await rename(from, to)
  } catch (error) {
    // Another process was faster: its packages are as good as ours.
    if (!['ENOTEMPTY', 'EEXIST'].includes(systemErrorCode(error) ?? '')) throw error
  }
}
