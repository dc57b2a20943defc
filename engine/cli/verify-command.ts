// `millrace verify`: one line per check, expected and found; exit 1 on any difference.
import { availableParallelism } from 'node:os'
import { Command, Option } from 'commander'
import type { DatasetDefinition, EventDataset } from '@millrace/schemas/dataset/dataset.ts'
import { configOfTable } from '../config/config-of-table.ts'
import type { Config } from '../config/config.ts'
import { parseDataset } from '../config/parse-dataset.ts'
import { datasetFileName } from '../dataset-file/dataset-file-name.ts'
import { isDatasetPath } from '../dataset-file/read/dataset-path.ts'
import { configError, MillraceError } from '../errors/millrace-error.ts'
import { liveRows } from '../ledger/live-rows.ts'
import { findTableUuid, loadRun } from '../ledger/run-registry.ts'
import { assertOwnVersion } from '../plan/assert-own-version.ts'
import { runBatchCount, runRowCount, type FilledTable, type Run } from '../plan/run.ts'
import { formatCount } from '../progress/format-progress.ts'
import { verify, type Check, type Verification } from '../verify/verify.ts'
import { ensureLedger } from '../warehouse/ensure-tables.ts'
import { openWarehouse } from '../warehouse/open-warehouse.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'
import { isSet, withJsonOption } from './common-options.ts'
import { exitCodes } from './exit-code.ts'

export function verifyCommand(readConfig: () => Config, setExitCode: (code: number) => void): Command {
  return withJsonOption(
    new Command('verify')
      .description('prove what is in ClickHouse against the generator')
      .addOption(
        new Option('--dataset <name>', 'name, or path of a dataset file (default: page_events)').env('DATASET'),
      )
      .addOption(new Option('--table <db.table>', 'a table that make seed TABLE= has filled').env('TABLE')),
  ).action(async (given: { dataset?: string; table?: string; json?: boolean }) => {
    const { table, dataset = 'page_events' } = given
    const { checks, note } = await verification(readConfig(), dataset, table)
    if (note !== undefined) process.stderr.write(`${note}\n`)
    print(checks, isSet(given.json, 'JSON'))
    const isEqual = checks.every((check) => check.isEqual)
    if (!isEqual) process.stderr.write(`${wayOut(table === undefined ? `DATASET=${dataset}` : `TABLE=${table}`)}\n`)
    setExitCode(isEqual ? exitCodes.done : exitCodes.failed)
  })
}

async function verification(config: Config, dataset: string, table: string | undefined): Promise<Verification> {
  if (table !== undefined) {
    const named = configOfTable(config, table)
    return verifyFilled(named.config, named.table, `TABLE=${table}`)
  }
  if (!isDatasetPath(dataset)) return verifyDataset(config, dataset)
  return verifyFilled(config, await datasetFileName(dataset), `DATASET=${dataset}`)
}

async function verifyFilled(config: Config, table: string, given: string): Promise<Verification> {
  const opened = await openWarehouse(config, (message) => process.stderr.write(`${message}\n`))
  try {
    const run = await loadFilledRun(opened.warehouse, table, given)
    return await compare(opened.warehouse, run.filled.dataset, run)
  } finally {
    await opened.close()
  }
}

async function loadFilledRun(
  warehouse: Warehouse,
  table: string,
  given: string,
): Promise<Run & { readonly filled: FilledTable }> {
  await ensureLedger(warehouse)
  const run = await loadRun(warehouse, table)
  const filled = run?.filled
  if (run === undefined || filled === undefined) {
    throw new MillraceError(
      'CONFIG',
      `nothing to verify in ${warehouse.database}.${table}: no run has filled that table (make seed ${given} ROWS=1e6)`,
    )
  }
  return { ...run, filled }
}

async function verifyDataset(config: Config, datasetName: string): Promise<Verification> {
  const dataset = parseDataset(datasetName)
  const opened = await openWarehouse(config, (message) => process.stderr.write(`${message}\n`))
  try {
    const { warehouse } = opened
    const run = await loadRun(warehouse, dataset.name)
    if (run === undefined && !(await hasLiveRows(warehouse, dataset))) {
      throw new MillraceError(
        'CONFIG',
        `nothing to verify: ${dataset.name} has not been seeded, and no live event has come (make seed ROWS=1e6)`,
      )
    }
    if (run?.filled !== undefined) throw filledOtherwise(run.filled, dataset.name)
    return await compare(warehouse, dataset, run)
  } finally {
    await opened.close()
  }
}

/** A table of one of our names that a file, or TABLE=, has filled. */
function filledOtherwise({ file }: FilledTable, name: string): MillraceError {
  const how = file === undefined ? `TABLE=${name}` : `the path of the file that filled it, or TABLE=${name}`
  return configError('DATASET', name, `that table was not filled by our dataset of the name: give ${how}`)
}

async function compare(warehouse: Warehouse, dataset: DatasetDefinition, run: Run | undefined): Promise<Verification> {
  const batchCount = run === undefined ? 0 : runBatchCount(run)
  if (run !== undefined) {
    assertOwnVersion(run)
    process.stderr.write(`verifying ${formatCount(runRowCount(run))} rows of ${dataset.name}, seed ${run.seed}\n`)
  }
  return verify(warehouse, dataset, run, availableParallelism(), (done) => {
    if (process.stderr.isTTY)
      process.stderr.write(`\r${done} of ${batchCount} batches ${done < batchCount ? '' : '\n'}`)
  })
}

/** What can be mended is mended by going on; what was found wrong after that is not to be trusted, and the seed makes it again. */
function wayOut(what: string): string {
  return (
    'Run the same make seed again, and make dead-letters REPLAY=1 if there are any. What differs after that is made anew: ' +
    `make drop ${what}, then the same make seed (live events must be sent again)`
  )
}

async function hasLiveRows(warehouse: Warehouse, dataset: EventDataset): Promise<boolean> {
  if ((await findTableUuid(warehouse, warehouse.storedName(dataset.name))) === undefined) return false
  return (await liveRows(warehouse, dataset)).rowCount > 0
}

function print(checks: readonly Check[], asJson: boolean): void {
  for (const { name, expected, found, isEqual } of checks) {
    process.stdout.write(`${isEqual ? 'ok  ' : 'FAIL'}  ${name}: expected ${expected}, found ${found}\n`)
  }
  const failed = checks.filter(({ isEqual }) => !isEqual)
  const verdict =
    failed.length === 0 ? 'all equal' : `${failed.length} differ: ${failed.map(({ name }) => name).join(', ')}`
  process.stdout.write(`${checks.length} checks, ${verdict}\n`)
  if (asJson) process.stdout.write(`${JSON.stringify({ isEqual: failed.length === 0, checks })}\n`)
}
