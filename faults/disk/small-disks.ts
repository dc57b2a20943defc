// Disks of a few megabytes in the place of folders of a DATA_DIR, in a mount namespace of their own (which needs no root where
// user namespaces are allowed): they can be filled, freed, and made read-only. Only what is started `through` it sees them.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises'
import { open } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { createInterface } from 'node:readline'
import { serviceProcesses } from '@millrace/engine/testing/service-processes.ts'
import { systemErrorCode } from '@millrace/engine/errors/error-message.ts'
import { afterAll } from 'vitest'
import { isListing } from '../matrix/fault-results.ts'
import type { PipelinePlace } from '../pipeline/test-pipeline.ts'
import { until } from '../pipeline/until.ts'

const asRoot = ['--user', '--map-root-user', '--mount']
const holdLease = join(import.meta.dirname, '../../engine/testing/hold-lease.ts')
const ballast = 'ballast'
/** 200 MB a second, as another program would fill a disk: not from one moment to the next. */
const chunkBytes = 4 * 1024 * 1024
const chunkPauseMs = 20

/** Where it is false, rows that need it are not tried. */
export const canMountDisks =
  isListing || spawnSync('unshare', [...asRoot, 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0

export interface SmallDisks extends PipelinePlace {
  /** Leaves no byte free. */
  fill(folder: string): Promise<void>
  free(folder: string): Promise<void>
  setReadOnly(folder: string, isReadOnly: boolean): void
  /** Has a service run until it is let go. */
  hold(service: 'clickhouse' | 'kafka'): Promise<() => Promise<void>>
}

/** Folders of a new DATA_DIR and how many megabytes each has. Call it at the top of a test file. */
export async function openSmallDisks(sizesMiB: Readonly<Record<string, number>>): Promise<SmallDisks> {
  const dataDir = isListing ? '' : await realpath(await mkdtemp(join(tmpdir(), 'millrace-disks-')))
  const folders = Object.keys(sizesMiB)
  const mounts = Object.entries(sizesMiB).map(
    ([folder, size]) => `mkdir -p ${folder} && mount -t tmpfs -o size=${size}m tmpfs ${folder}`,
  )
  const holder = isListing ? undefined : await openNamespace(dataDir, mounts)
  const enter: [string, ...string[]] = [
    'nsenter',
    `--target=${holder?.pid}`,
    '--user',
    '--preserve-credentials',
    '--mount',
  ]
  /** The same folder, seen from here. */
  const seen = (folder: string, file: string): string => `/proc/${holder?.pid}/root${join(dataDir, folder, file)}`

  afterAll(async () => {
    for (const service of ['clickhouse', 'kafka']) {
      const gone = async (): Promise<boolean> => (await serviceProcesses(join(dataDir, service))).length === 0
      await until(`the end of ${service}`, gone)
    }
    holder?.stdin.end()
    if (holder?.exitCode === null) await once(holder, 'exit')
    await rm(dataDir, { recursive: true, force: true })
  })

  return {
    dataDir,
    kafka: undefined,
    through: enter,
    fill: (folder) => writeUntilFull(seen(folder, ballast)),
    free: (folder) => rm(seen(folder, ballast), { force: true }),
    async hold(service) {
      const [program, ...args]: [string, ...string[]] = [...enter, process.execPath, holdLease, service, dataDir]
      const holding = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] })
      await firstLine(holding.stdout)
      return async () => {
        holding.stdin.end()
        if (holding.exitCode === null) await once(holding, 'exit')
      }
    },
    setReadOnly(folder, isReadOnly) {
      if (!folders.includes(folder)) throw new Error(`${folder} is no disk of its own`)
      const mode = isReadOnly ? 'ro' : 'rw'
      const [program, ...args]: [string, ...string[]] = [
        ...enter,
        'mount',
        '-o',
        `remount,${mode}`,
        join(dataDir, folder),
      ]
      const { status, stderr } = spawnSync(program, args, { encoding: 'utf8' })
      if (status !== 0) throw new Error(`${folder} cannot be remounted: ${stderr}`)
    },
  }
}

async function openNamespace(dataDir: string, mounts: readonly string[]) {
  await mkdir(dataDir, { recursive: true })
  const script = `${mounts.join(' && ')} && echo mounted && exec cat`
  const holder = spawn('unshare', [...asRoot, 'sh', '-c', script], { cwd: dataDir, stdio: ['pipe', 'pipe', 'inherit'] })
  await firstLine(holder.stdout)
  return holder
}

async function firstLine(stream: Readable): Promise<void> {
  for await (const line of createInterface(stream)) if (line !== '') return
  throw new Error('it has ended and said nothing')
}

async function writeUntilFull(path: string): Promise<void> {
  const file = await open(path, 'a')
  try {
    for (let bytes = chunkBytes; bytes > 0;) {
      try {
        await file.appendFile(Buffer.alloc(bytes))
        await sleep(chunkPauseMs)
      } catch (error) {
        if (systemErrorCode(error) !== 'ENOSPC') throw error
        bytes = Math.floor(bytes / 8)
      }
    }
  } finally {
    await file.close()
  }
}
