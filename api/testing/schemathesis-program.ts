// Schemathesis, which makes requests out of an OpenAPI document: an independent client, in a Python environment of its own
// under `.tools`, filled once.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const version = '4.32.5'
const toolsDir = join(import.meta.dirname, '../../.tools')
const run = promisify(execFile)

/** The path of its program. */
export async function schemathesisProgram(): Promise<string> {
  const home = join(toolsDir, `schemathesis-${version}`)
  const program = join(home, 'bin', 'schemathesis')
  if (existsSync(program)) return program
  await rm(home, { recursive: true, force: true })
  await mkdir(toolsDir, { recursive: true })
  await run('python3', ['-m', 'venv', home])
  await run(join(home, 'bin', 'pip'), ['install', '--quiet', `schemathesis==${version}`])
  return program
}
