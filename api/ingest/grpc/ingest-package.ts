// The gRPC package as the `.proto` in schemas/ defines it.
import { join } from 'node:path'
import { loadSync, type PackageDefinition } from '@grpc/proto-loader'
import type { ServiceDefinition } from '@grpc/grpc-js'

export const ingestServiceName = 'millrace.v1.Ingest'

const protoDir = join(import.meta.dirname, '../../../schemas/proto')

export function ingestPackage(): PackageDefinition {
  return loadSync('millrace/v1/ingest.proto', {
    includeDirs: [protoDir],
    keepCase: true,
    longs: Number,
    defaults: true,
    arrays: true,
    oneofs: true,
  })
}

export function ingestService(definition: PackageDefinition): ServiceDefinition {
  const service = definition[ingestServiceName]
  if (service === undefined || 'format' in service) throw new TypeError(`${ingestServiceName} is no service`)
  return service
}
