// Builds the dashboard as users get it, and puts it where the API looks for it. What has not changed is not touched, so that
// an API which starts meanwhile finds whole files.
import { execFile } from 'node:child_process'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { systemErrorCode } from '@millrace/engine/errors/error-message.ts'

const uiDir = join(import.meta.dirname, '../../ui')
const servedDir = join(uiDir, 'dist')
const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js')
const buildMsMax = 90_000

/** `scratchDir` gets the build first. */
export async function buildDashboard(scratchDir: string): Promise<void> {
  const builtDir = join(scratchDir, 'dashboard')
  // In this process it could be NODE_ENV=test, which test runners set: Vite would make a build for development.
  const env = { ...process.env, NODE_ENV: 'production' }
  const args = [vite, 'build', uiDir, '--outDir', builtDir, '--emptyOutDir', '--logLevel', 'error']
  await promisify(execFile)(process.execPath, args, { env, timeout: buildMsMax })
  const built = await filesIn(builtDir)
  // The page comes last: what it names is there by then.
  const pageLast = built.toSorted((a, b) => Number(a.endsWith('.html')) - Number(b.endsWith('.html')))
  for (const path of pageLast) await put(join(builtDir, path), join(servedDir, path))
  for (const path of await filesIn(servedDir)) if (!built.includes(path)) await rm(join(servedDir, path))
}

async function filesIn(dir: string): Promise<string[]> {
  await mkdir(dir, { recursive: true })
  const entries = await readdir(dir, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(dir.length + 1))
}

async function put(from: string, to: string): Promise<void> {
  const bytes = await readFile(from)
  if ((await bytesOf(to))?.equals(bytes)) return
  await mkdir(dirname(to), { recursive: true })
  await writeFile(`${to}.new`, bytes)
  await rename(`${to}.new`, to)
}

async function bytesOf(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file)
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return undefined
    throw error
  }
}
