// Opens the API's port, for this process alone, or says why that cannot be.
import { lookup } from 'node:dns/promises'
import { createServer } from 'node:net'
import { errorMessage, systemErrorCode } from '@millrace/engine/errors/error-message.ts'
import { configError } from '@millrace/engine/errors/millrace-error.ts'
import { portHolder } from '@millrace/engine/services/process/port-holder.ts'
import type { ListenSocket, TemplatedApp } from './uws/uws.ts'

export interface ListenAddress {
  readonly host: string
  /** 0: any free one. */
  readonly port: number
}

/** Throws `CONFIG` naming API_HOST or API_PORT. */
export async function listen(app: TemplatedApp, { host, port }: ListenAddress): Promise<ListenSocket> {
  const { address } = await lookup(host).catch((error: unknown) => {
    throw configError('API_HOST', host, `no address is known for it (${errorMessage(error)})`)
  })
  const socket = await new Promise<ListenSocket | false>((resolve) => app.listen(address, port, resolve))
  if (socket !== false) return socket
  throw await refusal({ host, port }, address)
}

async function refusal({ host, port }: ListenAddress, address: string): Promise<Error> {
  const reason = await refusalReason({ host: address, port })
  const code = systemErrorCode(reason)
  if (code === 'EADDRNOTAVAIL') {
    return configError(
      'API_HOST',
      host,
      `${address} is not an address of this machine; 127.0.0.1 and 0.0.0.0 always are`,
    )
  }
  if (code === 'EACCES') {
    return configError('API_PORT', String(port), 'the system keeps ports this low for root; choose one from 1024 up')
  }
  if (code !== 'EADDRINUSE') {
    return configError(
      'API_PORT',
      String(port),
      `cannot listen on ${address}: ${errorMessage(reason ?? 'no reason is given')}`,
    )
  }
  const holder = await portHolder(port)
  const held = `the port is held by ${holder ?? 'another program'}`
  return configError('API_PORT', String(port), `${held}; stop it or choose another API_PORT`)
}

/** uWebSockets.js says only that it could not; Node.js, asked for the same, says why. */
function refusalReason(address: ListenAddress): Promise<unknown> {
  return new Promise((resolve) => {
    const server = createServer()
    server.on('error', resolve)
    server.listen({ ...address, exclusive: true }, () => server.close(() => resolve(undefined)))
  })
}
