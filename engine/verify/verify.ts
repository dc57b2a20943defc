// Proves what is in ClickHouse against the generator: one check after the other, expected and found.
import { isEventDataset, type DatasetDefinition, type EventDataset } from '@millrace/schemas/dataset/dataset.ts'
import { qualifiedName } from '@millrace/schemas/ddl/identifier.ts'
import { rollupsOf } from '@millrace/schemas/ddl/rollup-ddl.ts'
import type { FilledTable, Run } from '../plan/run.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'
import { columnTotal } from './column-totals.ts'
import { liveRows } from '../ledger/live-rows.ts'
import { expectedTotals, type ExpectedTotals } from './expected-totals.ts'
import {
  differingDays,
  distinctActors,
  eventTotals,
  rollupTotals,
  rowCountOf,
  rowsUntil,
  serverTotals,
  type ServerTotals,
} from './server-totals.ts'

export interface Check {
  readonly name: string
  readonly expected: string
  readonly found: string
  readonly isEqual: boolean
}

const totalNames = {
  sum: 'sum of',
  bits: 'bits of',
  checksums: 'checksums of',
  fingerprint: 'fingerprint of',
} as const

export interface Verification {
  readonly checks: readonly Check[]
  /** What could not be compared, and why. */
  readonly note?: string
}

/**
 * Seeded rows against the generator, live events against the ledger. Seeded times end at the run's anchor: as long as no live
 * event is from before it, both are told apart by it.
 */
export async function verify(
  warehouse: Warehouse,
  dataset: DatasetDefinition,
  run: Run | undefined,
  workerCount: number,
  onBatches: (batchesDone: number) => void,
): Promise<Verification> {
  const expected = run === undefined ? undefined : await expectedTotals(run, workerCount, onBatches)
  if (!isEventDataset(dataset)) return { checks: await tableChecks(warehouse, dataset, expected, run?.filled) }
  const live = await liveRows(warehouse, dataset)
  if (live.rowCount === 0) {
    const rollups = await rollupChecks(warehouse, dataset, expected)
    return { checks: [...(await seededChecks(warehouse, dataset, expected)), ...rollups] }
  }
  const checks = [
    check('rows', (expected?.rows ?? 0) + live.rowCount, await rowCountOf(warehouse, dataset.name)),
    ...(await rollupChecks(warehouse, dataset, undefined)),
  ]
  if (run === undefined) return { checks }
  if (live.earliestMs > run.anchorMs) {
    return { checks: [...checks, ...(await seededChecks(warehouse, dataset, expected, run.anchorMs))] }
  }
  const note = 'live events and seeded rows share the same time: they are counted together, columns cannot be compared'
  return { checks, note }
}

/** Of a table that is not ours: it may have held rows before, has no rollups, and no live events come to it. */
async function tableChecks(
  warehouse: Warehouse,
  dataset: DatasetDefinition,
  expected: ExpectedTotals | undefined,
  filled: FilledTable | undefined,
): Promise<Check[]> {
  if (expected === undefined || filled === undefined) return []
  const { rowCount, totals } = filled.before
  const columns = [...expected.columns].map(([name, total]) => [name, total + BigInt(totals[name] ?? 0)] as const)
  const found = await serverTotals(warehouse, dataset, qualifiedName(warehouse.database, dataset.name))
  return [check('rows', expected.rows + rowCount, found.rows), ...columnChecks(dataset, new Map(columns), found)]
}

async function seededChecks(
  warehouse: Warehouse,
  dataset: EventDataset,
  expected: ExpectedTotals | undefined,
  untilMs?: number,
): Promise<Check[]> {
  if (expected === undefined) return []
  const from = rowsUntil(warehouse, dataset, untilMs)
  const found = await serverTotals(warehouse, dataset, from)
  const events = await eventTotals(warehouse, dataset, from)
  const { category, actor } = dataset.roles
  return [
    check(untilMs === undefined ? 'rows' : 'seeded rows', expected.rows, found.rows),
    ...categoryChecks(`rows by ${category}`, expected.categories, events.categories),
    check(`distinct ${actor}`, expected.distinctActors, events.distinctActors),
    ...columnChecks(dataset, expected.columns, found),
  ]
}

function columnChecks(dataset: DatasetDefinition, expected: ReadonlyMap<string, bigint>, found: ServerTotals): Check[] {
  return dataset.columns.flatMap(({ name, type }) => {
    const { kind } = columnTotal(name, type)
    const total = expected.get(name)
    if (total === undefined) return []
    return [check(`${totalNames[kind]} ${name}`, total, found.columns.get(name) ?? 0n)]
  })
}

/** Without expected totals, only that they say what the rows say. */
async function rollupChecks(
  warehouse: Warehouse,
  dataset: EventDataset,
  expected: ExpectedTotals | undefined,
): Promise<Check[]> {
  const { category, actor } = dataset.roles
  const { minute, hour, actorsByDay } = rollupsOf(dataset)
  const checks: Check[] = []
  for (const rollup of [minute, hour]) {
    const totals = await rollupTotals(warehouse, dataset, rollup)
    if (expected !== undefined) {
      checks.push(...categoryChecks(`${rollup.table}: rows by ${category}`, expected.categories, totals.categories))
    }
    checks.push(check(`${rollup.table}: buckets that differ from the rows`, 0, totals.differingBuckets))
  }
  if (expected !== undefined) {
    const found = await distinctActors(warehouse, dataset)
    checks.push(check(`${actorsByDay.table}: distinct ${actor}`, expected.distinctActors, found))
  }
  checks.push(check(`${actorsByDay.table}: days that differ from the rows`, 0, await differingDays(warehouse, dataset)))
  return checks
}

function check(name: string, expected: number | bigint, found: number | bigint): Check {
  return { name, expected: String(expected), found: String(found), isEqual: expected === found }
}

function categoryChecks(name: string, expected: Map<string, number>, found: Map<string, number>): Check[] {
  const values = [...new Set([...expected.keys(), ...found.keys()])].sort()
  return values.map((value) => check(`${name} ${value}`, expected.get(value) ?? 0, found.get(value) ?? 0))
}
