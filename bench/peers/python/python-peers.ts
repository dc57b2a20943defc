// `peer python`: Faker and clickhouse-connect, once as fast as Faker can be told to be and once as it is by default.
import { join } from 'node:path'
import { isMillraceError } from '@millrace/engine/errors/millrace-error.ts'
import type { Contender } from '../../end-to-end/contender.ts'
import { programContender, type Installed, type PeerProgram } from '../program/program-contender.ts'
import { ensureVenv } from './ensure-venv.ts'

const program = join(import.meta.dirname, 'seed.py')

export function pythonPeers(): Contender[] {
  const install = async (options: readonly string[]): Promise<Installed> => {
    try {
      return { ok: true, command: [await ensureVenv(), '-B', program, ...options] }
    } catch (error) {
      if (!isMillraceError(error)) throw error
      return { ok: false, why: error.message }
    }
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
      install: () => install([]),
    }),
    programContender({
      ...common,
      id: 'peer python default',
      title: 'Python: Faker as it is by default, clickhouse-connect, columns, one process',
      install: () => install(['--weighting']),
    }),
  ]
}
