// `peer python`: Faker and clickhouse-connect, once as fast as Faker can be told to be and once as it is by default.
import { join } from 'node:path'
import type { Arena, Contender } from '../../end-to-end/contender.ts'
import { programContender, type Installed, type PeerProgram } from '../program/program-contender.ts'
import { makeVenv, type Venv } from './make-venv.ts'

const program = join(import.meta.dirname, 'seed.py')

export function pythonPeers(): Contender[] {
  let venv: Promise<Venv> | undefined
  const install = async ({ scratch }: Arena, options: readonly string[]): Promise<Installed> => {
    const made = await (venv ??= makeVenv(join(scratch, 'python')))
    return made.ok ? { ok: true, command: [made.python, '-B', program, ...options] } : made
  }
  const common: Omit<PeerProgram, 'id' | 'title' | 'install'> = {
    rowsMax: 20_000,
    batchRows: 20_000,
    insertsInFlight: 1,
    workers: 1,
  }
  return [
    programContender({
      ...common,
      id: 'peer python',
      title: 'Python: Faker without weighting, clickhouse-connect, columns, one process',
      install: (arena) => install(arena, []),
    }),
    programContender({
      ...common,
      id: 'peer python default',
      title: 'Python: Faker as it is by default, clickhouse-connect, columns, one process',
      install: (arena) => install(arena, ['--weighting']),
    }),
  ]
}
