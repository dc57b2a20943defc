// The programs that `make up` runs, in the order in which they are stopped: first what takes events in, then what puts them
// into ClickHouse.
import { join } from 'node:path'
import type { PartProgram } from './part-process.ts'

const root = join(import.meta.dirname, '../..')

export const partNames = ['api', 'dashboard', 'drain'] as const
export type PartName = (typeof partNames)[number]

/** `environment` is for all of them. */
export function upPrograms(environment: NodeJS.ProcessEnv): Readonly<Record<PartName, PartProgram>> {
  const vite = join(root, 'node_modules/.bin/vite')
  return {
    api: { arguments: [join(root, 'api/serve.ts')], environment, stopMsMax: 20_000 },
    dashboard: { arguments: [vite, join(root, 'ui'), '--clearScreen', 'false'], environment, stopMsMax: 5_000 },
    drain: { arguments: [join(root, 'engine/cli/millrace.ts'), 'ingest'], environment, stopMsMax: 60_000 },
  }
}
