// `make up`: services, drain, API and dashboard, until it is told to stop or one of them cannot be kept running.
import type { Config } from '@millrace/engine/config/config.ts'
import { hostInUrl } from '@millrace/engine/config/host-in-url.ts'
import type { MergedLog } from './merged-log.ts'
import { Part } from './part.ts'
import { acquireServices } from './shared-services.ts'
import { takeUpLock, type UpHolder } from './up-lock.ts'
import { partNames, upPrograms } from './up-parts.ts'
import { upPorts, type UpPorts } from './up-ports.ts'
import { watchParts } from './watch-parts.ts'

export interface RunUpOptions {
  readonly config: Config
  /** Of this process; the parts get it too. */
  readonly environment: NodeJS.ProcessEnv
  readonly log: MergedLog
  readonly interrupt: AbortSignal
}

/** Resolves after `interrupt`, when all have ended. Throws when it cannot start, or when a part dies again and again. */
export async function runUp({ config, environment, log, interrupt }: RunUpOptions): Promise<void> {
  const notify = log.of('up')
  const lock = takeUpLock(config.DATA_DIR)
  try {
    const ports = await upPorts(config)
    const holder = addresses(config, ports)
    lock.tell(holder)
    const services = await acquireServices(config, notify)
    try {
      const parts = upParts({ ...environment, ...variables(config, environment, ports), ...services.environment }, log)
      await runParts(parts, { holder, notify, grpcPort: ports.GRPC_PORT, interrupt })
    } finally {
      await services.release()
    }
  } finally {
    lock.release()
  }
}

function addresses({ API_HOST: host }: Config, { API_PORT, UI_PORT }: UpPorts): UpHolder {
  const here = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host
  const api = `http://${hostInUrl(here)}:${API_PORT}`
  return { processId: process.pid, dashboard: `http://127.0.0.1:${UI_PORT}`, api }
}

function variables(config: Config, environment: NodeJS.ProcessEnv, ports: UpPorts): Record<string, string> {
  const pages = [`http://localhost:${ports.UI_PORT}`, `http://127.0.0.1:${ports.UI_PORT}`]
  return {
    DATA_DIR: config.DATA_DIR,
    ...Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, String(port)])),
    ...((environment['CORS_ORIGINS'] ?? '') === '' ? { CORS_ORIGINS: pages.join(',') } : {}),
  }
}

function upParts(environment: NodeJS.ProcessEnv, log: MergedLog): Part[] {
  const programs = upPrograms(environment)
  return partNames.map(
    (name) => new Part({ name, program: programs[name], onLine: log.of(name), notify: log.of('up') }),
  )
}

interface RunPartsOptions {
  readonly holder: UpHolder
  readonly notify: (message: string) => void
  readonly grpcPort: number
  readonly interrupt: AbortSignal
}

async function runParts(parts: readonly Part[], options: RunPartsOptions): Promise<void> {
  const { holder, notify, grpcPort, interrupt } = options
  const stop = new AbortController()
  const signal = AbortSignal.any([interrupt, stop.signal])
  const watching = watchParts({
    apiUrl: holder.api,
    dashboardUrl: holder.dashboard,
    drainProcessId: () => parts.find(({ name }) => name === 'drain')?.processId,
    notify,
    onReady: () =>
      notify(
        `everything is up: dashboard ${holder.dashboard} · API ${holder.api} · gRPC port ${grpcPort} · Ctrl-C stops all`,
      ),
    signal,
  })
  try {
    // A part ends only by failing, as long as it is not stopped.
    if (!interrupt.aborted) await Promise.race([watching, ...parts.map((part) => part.run())])
  } finally {
    stop.abort()
    for (const part of parts) {
      await part.stop()
      notify(`${part.name} has ended`)
    }
    await watching
  }
}
