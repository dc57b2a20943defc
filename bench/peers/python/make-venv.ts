// A virtual environment with the packages of the Python peer.
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { errorMessage } from '@millrace/engine/errors/error-message.ts'
import { findExecutable } from '@millrace/engine/services/kafka/find-executable.ts'

export type Venv =
  /** Its interpreter. */
  { readonly ok: true; readonly python: string } | { readonly ok: false; readonly why: string }

const requirementsFile = join(import.meta.dirname, 'requirements.txt')
const installMsMax = 5 * 60_000

/** Makes it in `folder`, from the registry that pip is set up for. */
export async function makeVenv(folder: string): Promise<Venv> {
  const systemPython = await findExecutable('python3')
  if (systemPython === undefined) return { ok: false, why: 'no python3 in PATH' }
  const python = join(folder, 'bin/python')
  const run = promisify(execFile)
  const limit = { timeout: installMsMax, killSignal: 'SIGKILL' } as const
  try {
    await run(systemPython, ['-m', 'venv', folder], limit)
    const install = ['-m', 'pip', 'install', '--quiet', '--no-input', '--disable-pip-version-check']
    await run(python, [...install, '--requirement', requirementsFile], limit)
  } catch (error) {
    return { ok: false, why: `its packages cannot be installed: ${errorMessage(error).slice(-1_000)}` }
  }
  return { ok: true, python }
}
