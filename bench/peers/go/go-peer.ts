// `peer go`: gofakeit and clickhouse-go over the native protocol, built from source where there is Go.
import { execFile } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { errorMessage } from '@millrace/engine/errors/error-message.ts'
import type { Arena, Contender } from '../../end-to-end/contender.ts'
import { programContender, type Installed } from '../program/program-contender.ts'
import { serverUrl } from '../program/server-url.ts'
import { findGo } from './find-go.ts'

const buildMsMax = 10 * 60_000
const workers = availableParallelism()

export function goPeer(): Contender {
  return programContender({
    id: 'peer go',
    title: 'Go: gofakeit, clickhouse-go by columns over the native protocol with LZ4, all cores',
    rowsMax: 2_000_000,
    batchRows: 100_000,
    insertsInFlight: workers,
    workers,
    async install(arena): Promise<Installed> {
      const address = await nativeAddress(arena)
      if (address === undefined) return { ok: false, why: 'the server does not speak its native protocol without TLS' }
      const built = await build(join(arena.scratch, 'go-peer'))
      return built.ok ? { ok: true, command: [...built.command, '-addr', address] } : built
    },
  })
}

async function build(file: string): Promise<Installed> {
  const go = await findGo()
  if (go === undefined) return { ok: false, why: 'no go in PATH or /usr/local/go/bin' }
  try {
    const limit = { cwd: import.meta.dirname, timeout: buildMsMax, killSignal: 'SIGKILL' } as const
    await promisify(execFile)(go, ['build', '-buildvcs=false', '-o', file, '.'], limit)
  } catch (error) {
    return { ok: false, why: `it cannot be built: ${errorMessage(error).slice(-1_000)}` }
  }
  return { ok: true, command: [file] }
}

/** `host:port`; undefined when the server has no such port. */
async function nativeAddress({ config, warehouse }: Arena): Promise<string | undefined> {
  const { protocol, hostname } = new URL(await serverUrl(config))
  if (protocol !== 'http:') return undefined
  try {
    return `${hostname}:${(await warehouse.text("SELECT getServerPort('tcp_port')")).trim()}`
  } catch {
    return undefined // the server says no with an error
  }
}
