// `peer naive-js`: what most JavaScript projects do, with sensible settings.
import { join } from 'node:path'
import type { Contender } from '../../end-to-end/contender.ts'
import { programContender } from '../program/program-contender.ts'

export function naiveJsPeer(): Contender {
  return programContender({
    id: 'peer naive-js',
    title: 'JavaScript: faker for every row, JSONEachRow through @clickhouse/client, one process',
    rowsMax: 100_000,
    batchRows: 25_000,
    insertsInFlight: 1,
    workers: 1,
    install: () =>
      Promise.resolve({ ok: true, command: [process.execPath, join(import.meta.dirname, 'seed-with-faker.ts')] }),
  })
}
