// The gRPC server: publishing of live events, and what its clients expect beside it, health and reflection.
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { Server, ServerCredentials } from '@grpc/grpc-js'
import { ReflectionService } from '@grpc/reflection'
import { HealthImplementation } from 'grpc-health-check'
import type { Config } from '@millrace/engine/config/config.ts'
import { hostInUrl } from '@millrace/engine/config/host-in-url.ts'
import { errorMessage } from '@millrace/engine/errors/error-message.ts'
import { configError, MillraceError } from '@millrace/engine/errors/millrace-error.ts'
import { portHolder } from '@millrace/engine/services/process/port-holder.ts'
import { ingestPackage, ingestService, ingestServiceName } from './ingest-package.ts'
import { publishHandlers, type PublishOptions } from './publish-handlers.ts'

export interface GrpcServer {
  readonly port: number
  /** Takes no one new, lets calls under way be answered for up to `graceMs`, then ends them. */
  close(options: { readonly graceMs: number }): Promise<void>
}

/** Beyond, a message is refused by gRPC itself: a stream may have any number of messages. */
const messageBytesMax = 8 * 1024 * 1024

export type GrpcServerOptions = Pick<Config, 'API_HOST' | 'GRPC_PORT' | 'GRPC_TLS_CERT' | 'GRPC_TLS_KEY'> &
  PublishOptions

/** Throws `CONFIG` when it cannot listen, or the certificate cannot be used. */
export async function openGrpcServer(options: GrpcServerOptions): Promise<GrpcServer> {
  const definition = ingestPackage()
  const server = new Server({
    'grpc.max_receive_message_length': messageBytesMax,
    'grpc.keepalive_time_ms': 30_000,
    'grpc.keepalive_timeout_ms': 10_000,
  })
  server.addService(ingestService(definition), publishHandlers(options))
  const health = new HealthImplementation({ '': 'SERVING', [ingestServiceName]: 'SERVING' })
  health.addToServer(server)
  new ReflectionService(definition, { services: [ingestServiceName] }).addToServer(server)
  const port = await bound(server, options)
  let closed: Promise<void> | undefined
  const close = async (graceMs: number): Promise<void> => {
    health.setStatus('', 'NOT_SERVING')
    health.setStatus(ingestServiceName, 'NOT_SERVING')
    const timer = setTimeout(() => server.forceShutdown(), graceMs)
    await new Promise<void>((resolve) => server.tryShutdown(() => resolve()))
    clearTimeout(timer)
  }
  return { port, close: ({ graceMs }) => (closed ??= close(graceMs)) }
}

async function bound(server: Server, { API_HOST: host, GRPC_PORT: port, ...tls }: GrpcServerOptions): Promise<number> {
  const credentials = await serverCredentials(tls)
  const address = `${hostInUrl(host)}:${port}`
  try {
    return await promisify(server.bindAsync.bind(server))(address, credentials)
  } catch (error) {
    const holder = port === 0 ? undefined : await portHolder(port)
    const rule = holder === undefined ? errorMessage(error) : `${holder} listens there; choose another, or 0 for any`
    throw configError('GRPC_PORT', String(port), rule)
  }
}

async function serverCredentials({
  GRPC_TLS_CERT: certFile,
  GRPC_TLS_KEY: keyFile,
}: Pick<GrpcServerOptions, 'GRPC_TLS_CERT' | 'GRPC_TLS_KEY'>): Promise<ServerCredentials> {
  if (certFile === undefined && keyFile === undefined) return ServerCredentials.createInsecure()
  if (certFile === undefined || keyFile === undefined) {
    throw new MillraceError('CONFIG', 'GRPC_TLS_CERT and GRPC_TLS_KEY go together: give both or neither')
  }
  const certChain = await pem('GRPC_TLS_CERT', certFile)
  const privateKey = await pem('GRPC_TLS_KEY', keyFile)
  try {
    return ServerCredentials.createSsl(null, [{ cert_chain: certChain, private_key: privateKey }])
  } catch (error) {
    throw configError('GRPC_TLS_CERT', certFile, errorMessage(error))
  }
}

async function pem(name: string, file: string): Promise<Buffer> {
  try {
    return await readFile(file)
  } catch (error) {
    throw configError(name, file, `cannot be read: ${errorMessage(error)}`)
  }
}
