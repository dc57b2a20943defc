// Proves what is in ClickHouse against the generator: one check after the other, expected and found.
import type { DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import { rollupsOf } from '@millrace/schemas/ddl/rollup-ddl.ts'
import type { Run } from '../plan/run.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'
import { columnTotal } from './column-totals.ts'
import { expectedTotals } from './expected-totals.ts'
import { rollupTotals, serverTotals } from './server-totals.ts'

export interface Check {
  readonly name: string
  readonly expected: string
  readonly found: string
  readonly isEqual: boolean
}

const totalNames = { sum: 'sum of', bytes: 'bytes of', fingerprint: 'fingerprint of' } as const

export async function verify(
  warehouse: Warehouse,
  dataset: DatasetDefinition,
  run: Run,
  workerCount: number,
  onBatches: (batchesDone: number) => void,
): Promise<Check[]> {
  const expected = await expectedTotals(run, workerCount, onBatches)
  const found = await serverTotals(warehouse, dataset)
  const { category, actor } = dataset.roles
  const checks = [
    check('rows', expected.rows, found.rows),
    ...categoryChecks(`rows by ${category}`, expected.categories, found.categories),
    check(`distinct ${actor}`, expected.distinctActors, found.distinctActors),
  ]
  for (const { name, type } of dataset.columns) {
    const kind = columnTotal(name, type)?.kind
    const total = expected.columns.get(name)
    if (kind !== undefined && total !== undefined) {
      checks.push(check(`${totalNames[kind]} ${name}`, total, found.columns.get(name) ?? 0n))
    }
  }
  for (const rollup of Object.values(rollupsOf(dataset))) {
    const totals = await rollupTotals(warehouse, dataset, rollup)
    checks.push(
      ...categoryChecks(`${rollup.table}: rows by ${category}`, expected.categories, totals.categories),
      check(`${rollup.table}: distinct ${actor}`, expected.distinctActors, totals.distinctActors),
      check(`${rollup.table}: buckets that differ from the rows`, 0, totals.differingBuckets),
    )
  }
  return checks
}

function check(name: string, expected: number | bigint, found: number | bigint): Check {
  return { name, expected: String(expected), found: String(found), isEqual: expected === found }
}

function categoryChecks(name: string, expected: Map<string, number>, found: Map<string, number>): Check[] {
  const values = [...new Set([...expected.keys(), ...found.keys()])].sort()
  return values.map((value) => check(`${name} ${value}`, expected.get(value) ?? 0, found.get(value) ?? 0))
}
