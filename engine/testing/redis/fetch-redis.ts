// redis-server from the distribution's own packages, unpacked without root: into a folder of its own, which takes its place
// in one step when the program in it runs, so that two test processes that fetch at once do not clash.
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { errorMessage, systemErrorCode } from '../../errors/error-message.ts'
import { MillraceError } from '../../errors/millrace-error.ts'
import { type RedisProgram, unpackedRedis } from '../../services/redis/unpacked-redis.ts'

const run = promisify(execFile)
const commandMsMax = 5 * 60_000
const packages = ['redis-tools', 'redis-server']

/** Throws SERVICE_FAILED with the reason, saying what to install. */
export async function fetchRedis(redisDir: string): Promise<RedisProgram> {
  try {
    await mkdir(dirname(redisDir), { recursive: true })
    const workDir = await mkdtemp(join(dirname(redisDir), '.fetching-redis-'))
    try {
      await fill(workDir)
      await moveInPlace(join(workDir, 'unpacked'), redisDir)
    } finally {
      await rm(workDir, { recursive: true, force: true })
    }
    return await runnable(redisDir)
  } catch (error) {
    const reason = errorMessage(error).trim()
    const message = `no redis-server in PATH, and its Debian packages could not be fetched; install redis-server. ${reason}`
    throw new MillraceError('SERVICE_FAILED', message, { cause: error })
  }
}

async function fill(workDir: string): Promise<void> {
  const debsDir = join(workDir, 'debs')
  const unpackedDir = join(workDir, 'unpacked')
  await mkdir(debsDir)
  await mkdir(unpackedDir)
  try {
    await download(debsDir, [])
  } catch {
    // Most images come without apt's lists of packages, and without root they cannot be fetched where they belong.
    const ownState = await privateAptState(workDir)
    await apt([...ownState, 'update'], debsDir)
    await download(debsDir, ownState)
  }
  for (const name of await readdir(debsDir)) await run('dpkg-deb', ['-x', join(debsDir, name), unpackedDir])
  await runnable(unpackedDir)
}

async function runnable(dir: string): Promise<RedisProgram> {
  const program = await unpackedRedis(dir)
  if (program === undefined) throw new Error(`${dir} is gone`)
  await run(program.redisServer, ['--version'], { env: { LD_LIBRARY_PATH: program.libraryPath } })
  return program
}

/** Whatever an installation would bring, shared libraries with it, as .deb files in `debsDir`. */
async function download(debsDir: string, options: readonly string[]): Promise<void> {
  const plan = await apt([...options, '-s', '-y', '--no-install-recommends', 'install', ...packages], debsDir)
  const planned = [...plan.matchAll(/^Inst (\S+)/gm)].map(([, name = '']) => name)
  // The C library must be the one that the loader belongs to.
  const names = new Set([...packages, ...planned.filter((name) => !name.startsWith('libc6'))])
  await apt([...options, 'download', ...names], debsDir)
}

async function privateAptState(workDir: string): Promise<string[]> {
  await mkdir(join(workDir, 'apt-state/lists/partial'), { recursive: true })
  await mkdir(join(workDir, 'apt-cache/archives/partial'), { recursive: true })
  const options = [
    `Dir::State=${join(workDir, 'apt-state')}`,
    `Dir::Cache=${join(workDir, 'apt-cache')}`,
    'Dir::State::status=/var/lib/dpkg/status',
  ]
  return options.flatMap((option) => ['-o', option])
}

async function apt(commandLine: readonly string[], cwd: string): Promise<string> {
  // As root, apt would fetch as a user of its own, who cannot write here.
  const sandbox = ['-o', 'APT::Sandbox::User=root']
  const { stdout } = await run('apt-get', ['-q', ...sandbox, ...commandLine], {
    cwd,
    timeout: commandMsMax,
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
    maxBuffer: 64 * 1024 * 1024,
  })
  return stdout
}

async function moveInPlace(from: string, to: string): Promise<void> {
  try {
    await rename(from, to)
  } catch (error) {
    // Another process was faster: what it has fetched is as good as ours.
    if (!['ENOTEMPTY', 'EEXIST'].includes(systemErrorCode(error) ?? '')) throw error
  }
}
