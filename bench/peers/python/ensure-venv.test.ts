import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ensureVenv } from './ensure-venv.ts'

let folder = ''
const toolsDir = (): string => join(folder, 'tools')
const venv = (): Promise<string> => ensureVenv({ searchPath: folder, toolsDir: toolsDir() })

async function fakePython(script: string): Promise<void> {
  await writeFile(join(folder, 'python3'), `#!/bin/sh\n${script}\n`)
  await chmod(join(folder, 'python3'), 0o755)
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-venv-'))
})
afterEach(() => rm(folder, { recursive: true }))

const wayOut = /On Debian and Ubuntu: apt-get install python3-venv$/

test('no python3', async () => {
  await expect(venv()).rejects.toMatchObject({ code: 'CONFIG', message: expect.stringMatching(wayOut) as string })
})

test('a python3 without venv, in its own words', async () => {
  await fakePython(`echo "Traceback\nModuleNotFoundError: No module named 'ensurepip'" >&2; exit 1`)
  await expect(venv()).rejects.toMatchObject({ code: 'CONFIG', message: expect.stringMatching(wayOut) as string })
  await expect(venv()).rejects.toThrow(
    "cannot make virtual environments: ModuleNotFoundError: No module named 'ensurepip'",
  )
})

test('a python3 that is too old', async () => {
  await fakePython('echo 3 9')
  await expect(venv()).rejects.toMatchObject({ code: 'CONFIG', message: expect.stringMatching(/is 3\.9\./) as string })
})

test('packages that cannot be installed leave nothing behind', async () => {
  await fakePython('case "$1" in -c) echo 3 11;; *) echo no network >&2; exit 1;; esac')
  const failed = { code: 'SERVICE_FAILED', message: expect.stringContaining('no network') as string }
  await expect(venv()).rejects.toMatchObject(failed)
  expect(await readdir(toolsDir())).toEqual([])
})

test('one that is being made when Ctrl-C comes leaves nothing behind', async () => {
  await fakePython('case "$1" in -c) echo 3 11;; *) exec sleep 60;; esac')
  const interrupt = new AbortController()
  const options = { searchPath: folder, toolsDir: toolsDir(), signal: interrupt.signal }
  const making = ensureVenv({ ...options, onStarting: () => setTimeout(() => interrupt.abort(new Error('asked')), 50) })
  await expect(making).rejects.toThrow('asked')
  expect(await readdir(toolsDir())).toEqual([])
})
