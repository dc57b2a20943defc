// Starts the embedded ClickHouse in the working directory and waits until it answers over HTTP.
import { mkdir, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { errorMessage } from '../../errors/error-message.ts'
import { MillraceError } from '../../errors/millrace-error.ts'
import { isPortFree } from '../process/free-port.ts'
import { logTail } from '../process/log-tail.ts'
import { portHolder } from '../process/port-holder.ts'
import { rememberedPorts } from '../process/remembered-ports.ts'
import { ServiceChild } from '../process/service-child.ts'
import type { ClickHouseEndpoint } from '../service.ts'
import type { RunningService } from '../supervisor/supervised-service.ts'
import { clickHouseFailure } from './clickhouse-failure.ts'
import { findLibrary } from './find-library.ts'
import { forgetOrphanedTokens } from './forget-orphaned-tokens.ts'
import { letMergesYield } from './let-merges-yield.ts'
import { serverConfig } from './server-config.ts'

const startMsMax = 120_000
const stopMsMax = 5_000
const logFile = 'server.log'
const serve = `SYSTEM START LISTEN HTTP; SYSTEM START LISTEN TCP;
  SELECT count() FROM file('stdin', LineAsString, 's String') FORMAT Null`

/** `wantedPorts`: HTTP and TCP, undefined where any will do. Throws CONFIG, DISK_FULL or SERVICE_FAILED. */
export async function startClickHouse(
  lockDescriptor: number,
  wantedPorts: readonly (number | undefined)[],
): Promise<RunningService> {
  const libraryPath = findLibrary()
  for (const port of wantedPorts) if (port !== undefined) await assertPortFree(port)
  const [httpPort = 0, tcpPort = 0] = await rememberedPorts(wantedPorts)
  const dataDir = join(process.cwd(), 'server')
  await mkdir(dataDir, { recursive: true })
  const forgotten = await forgetOrphanedTokens(dataDir)
  if (forgotten > 0) console.error(`${forgotten} tokens of inserts that were killed half-way are forgotten`)
  await writeFile('config.xml', serverConfig({ logFile, mergeThreads: Math.max(2, availableParallelism()) }))
  const child = new ServiceChild({
    arguments: [
      join(import.meta.dirname, 'clickhouse-child.ts'),
      libraryPath,
      String(process.pid),
      '--multiquery',
      '--config-file=config.xml',
      '--log-level=warning',
      `--path=${dataDir}`,
      `--http_port=${httpPort}`,
      `--tcp_port=${tcpPort}`,
      '--listen_host=127.0.0.1',
      '--query',
      serve,
    ],
    outputFile: 'server.stderr.log',
    stdin: 'pipe',
    inherited: [lockDescriptor],
    stopMsMax,
  })
  const url = `http://127.0.0.1:${httpPort}`
  const version = await versionWhenReady(child, url, dataDir)
  const endpoint: ClickHouseEndpoint = { url, tcpPort, version, processId: child.processId }
  await letMergesYield(endpoint).catch((error: unknown) => {
    console.error(`merges keep the priority of all else: ${errorMessage(error)}`)
  })
  return { endpoint, ended: child.ended, stop: () => child.stop() }
}

async function assertPortFree(port: number): Promise<void> {
  if (await isPortFree(port)) return
  const holder = (await portHolder(port)) ?? 'another process'
  throw new MillraceError(
    'CONFIG',
    `port ${port} for ClickHouse is taken by ${holder}: stop it, or choose another port`,
  )
}

async function versionWhenReady(child: ServiceChild, url: string, dataDir: string): Promise<string> {
  const giveUpAtMs = performance.now() + startMsMax
  let lastFailure: unknown = 'no answer'
  while (performance.now() < giveUpAtMs) {
    if (child.hasEnded) throw clickHouseFailure(`${logTail(logFile)}\n${child.output}`, await child.ended, dataDir)
    try {
      return await versionOf(url, dataDir)
    } catch (error) {
      lastFailure = error
      await sleep(20)
    }
  }
  child.kill()
  await child.ended
  const waited = `no answer for ${startMsMax / 1000} s: ${errorMessage(lastFailure)}`
  throw clickHouseFailure(child.output, waited, dataDir)
}

/** Rejects while nothing answers, or something else does. */
async function versionOf(url: string, dataDir: string): Promise<string> {
  const query = "SELECT version(), path FROM system.disks WHERE name = 'default' FORMAT JSONCompactEachRow"
  const response = await fetch(url, { method: 'POST', body: query, headers: { connection: 'close' } })
  const answer: unknown = JSON.parse(await response.text())
  if (!Array.isArray(answer) || answer[1] !== `${dataDir}/`) throw new Error('another server answers on this port')
  return String(answer[0])
}
