// Vitest's global set-up: one DATA_DIR for the whole test run, so that all files share one ClickHouse and one Kafka by lease.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    dataDir: string
  }
}

export default async function provideDataDir(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'millrace-test-'))
  project.provide('dataDir', dataDir)
  return () => rm(dataDir, { recursive: true, force: true, maxRetries: 50, retryDelay: 200 })
}
