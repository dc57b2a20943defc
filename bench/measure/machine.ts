// The machine and the versions that a bench's figures are of.
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { findPackageJSON } from 'node:module'
import { availableParallelism, cpus, release, totalmem, type as systemType } from 'node:os'
import { errorMessage } from '@millrace/engine/errors/error-message.ts'
import { findJava } from '@millrace/engine/services/kafka/find-java.ts'
import { kafkaVersion } from '@millrace/engine/services/kafka/kafka-release.ts'
import type { Warehouse } from '@millrace/engine/warehouse/warehouse.ts'
import { z } from 'zod'
import type { Machine } from '../report/bench-report.ts'

/** Those on the way of a row, with a package of the workspace that depends on each. */
const engine = '@millrace/engine/seed/seed.ts'
const packages: readonly (readonly [name: string, user: string])[] = [
  ['@clickhouse/client', engine],
  ['@platformatic/kafka', engine],
  ['lz4-napi', engine],
  ['piscina', engine],
  ['kafkajs', import.meta.url],
  ['tinybench', import.meta.url],
]
const manifest = z.object({ version: z.string() })

export async function readMachine(warehouse: Warehouse, loadBefore: number): Promise<Machine> {
  const java = await findJava()
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryBytes: memoryBytes(process.constrainedMemory(), totalmem()),
    system: `${await distribution()}${systemType()} ${release()}`,
    loadBefore,
    versions: {
      node: process.versions.node,
      clickhouse: (await warehouse.text('SELECT version()')).trim(),
      ...(java.found ? { kafka: kafkaVersion, java: java.version } : {}),
      ...Object.fromEntries(packages.map(([name, user]) => [name, versionOf(name, user)])),
    },
  }
}

/** A container's limit where there is one; without, it is 0 or more than there is (process.constrainedMemory). */
export function memoryBytes(limit: number, installed: number): number {
  return limit > 0 ? Math.min(limit, installed) : installed
}

/** `Debian GNU/Linux 12 (bookworm), `, or nothing where the system does not say. */
async function distribution(): Promise<string> {
  const text = await readFile('/etc/os-release', 'utf8').catch(() => '')
  const name = /^PRETTY_NAME="?([^"\n]*)/m.exec(text)?.[1]
  return name === undefined ? '' : `${name}, `
}

function versionOf(name: string, user: string): string {
  try {
    const file = findPackageJSON(name, user.startsWith('file:') ? user : import.meta.resolve(user))
    return file === undefined ? 'not found' : manifest.parse(JSON.parse(readFileSync(file, 'utf8'))).version
  } catch (error) {
    return errorMessage(error)
  }
}
