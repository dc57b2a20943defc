// The ports that `make up` listens on: those that are configured, checked to be free, or any free one for 0.
import type { Config } from '@millrace/engine/config/config.ts'
import { configError } from '@millrace/engine/errors/millrace-error.ts'
import { freePort, isPortFree } from '@millrace/engine/services/process/free-port.ts'
import { portHolder } from '@millrace/engine/services/process/port-holder.ts'

const names = ['API_PORT', 'GRPC_PORT', 'UI_PORT'] as const
export type UpPorts = Readonly<Record<(typeof names)[number], number>>

/** Throws `CONFIG` naming the variable and who holds its port. */
export async function upPorts(config: UpPorts): Promise<UpPorts> {
  const ports = { API_PORT: config.API_PORT, GRPC_PORT: config.GRPC_PORT, UI_PORT: config.UI_PORT }
  for (const name of names) {
    const port = ports[name]
    const others = names.filter((other) => other !== name)
    const same = others.find((other) => port !== 0 && ports[other] === port)
    if (same !== undefined) throw configError(name, String(port), `${same} is the same; each needs a port of its own`)
    if (port === 0) ports[name] = await freePort(others.map((other) => ports[other]))
    else if (!(await isPortFree(port))) throw await taken(name, port)
  }
  return ports
}

async function taken(name: keyof Config, port: number): Promise<Error> {
  const holder = (await portHolder(port)) ?? 'another program'
  return configError(name, String(port), `the port is held by ${holder}; stop it or choose another ${name}`)
}
