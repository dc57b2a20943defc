// Gets a lease on a local service of a DATA_DIR: joins its supervisor, or starts one if none is there.
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { systemErrorCode } from '../../errors/error-message.ts'
import { configError } from '../../errors/millrace-error.ts'
import { dataDirError } from '../process/data-dir-error.ts'
import type { ServiceLease } from '../service.ts'
import { HeldLease } from './held-lease.ts'
import type { ServiceKind } from './service-kind.ts'

/** Throws a MillraceError (SERVICE_FAILED, CONFIG, DISK_FULL) that says what to do. */
export async function acquireService<Endpoint extends object>(
  kind: ServiceKind<Endpoint>,
  dataDir: string,
  onStarting?: (message: string) => void,
): Promise<ServiceLease<Endpoint>> {
  const serviceDir = join(resolve(dataDir), kind.name)
  const lease = new HeldLease(kind, serviceDir, onStarting)
  try {
    await mkdir(serviceDir, { recursive: true, mode: 0o700 })
    await lease.connect()
  } catch (error) {
    if (!['ENOENT', 'ENOTDIR', 'EEXIST'].includes(systemErrorCode(error) ?? '')) throw dataDirError(dataDir, error)
    throw configError('DATA_DIR', dataDir, 'no folder can be made there; choose another place')
  }
  return lease
}
