#!/usr/bin/env node
// `make seed-python`: the table of the configured warehouse, filled by seed.py, which the bench measures as a peer.
import { Command, Option } from 'commander'
import { isSet, withJsonOption } from '@millrace/engine/cli/common-options.ts'
import { exitCodes, reportFailure } from '@millrace/engine/cli/exit-code.ts'
import { interruptible } from '@millrace/engine/cli/interruptible.ts'
import { loadDotEnv, readConfig } from '@millrace/engine/config/config.ts'
import { configError } from '@millrace/engine/errors/millrace-error.ts'
import { parseSeedOptions } from '@millrace/engine/seed/seed-options.ts'
import { keepFilesPrivate } from '@millrace/engine/services/process/keep-files-private.ts'
import { ensureTables } from '@millrace/engine/warehouse/ensure-tables.ts'
import { openWarehouse } from '@millrace/engine/warehouse/open-warehouse.ts'
import { pageEvents } from '@millrace/schemas/datasets/page-events.ts'
import { peerEnvironment } from '../program/peer-environment.ts'
import { ensureVenv } from './ensure-venv.ts'
import { pythonReport, summary, type PythonRun } from './python-report.ts'
import { runProgram } from './run-program.ts'

interface Flags {
  readonly rows: string
  readonly seed: string
  readonly batchRows: string
  readonly days: string
  readonly anchor?: string
  readonly json?: boolean
}

const say = (message: string): void => void process.stderr.write(`${message}\n`)

async function seedPython(given: Flags): Promise<void> {
  keepFilesPrivate()
  loadDotEnv()
  const config = readConfig(process.env)
  if (config.CLICKHOUSE_CLUSTER !== undefined) {
    throw configError(
      'CLICKHOUSE_CLUSTER',
      config.CLICKHOUSE_CLUSTER,
      'seed-python fills one server; leave it empty here',
    )
  }
  const run = asked(given)
  const interrupt = interruptible(say)
  try {
    const python = await ensureVenv({ onStarting: say, signal: interrupt.signal })
    const opened = await openWarehouse(config, say)
    try {
      say(`warehouse: ${opened.description}`)
      await ensureTables(opened.warehouse, pageEvents, config.TTL_MONTHS)
      const ended = await runProgram(python, programArguments(run), await peerEnvironment(config), interrupt.signal)
      say(summary(run, ended))
      if (isSet(given.json, 'JSON') && ended.report) console.log(JSON.stringify(pythonReport(run, ended.report)))
      process.exitCode = ended.exitCode
    } finally {
      await opened.close()
    }
  } catch (error) {
    if (!interrupt.signal.aborted) throw error
    process.exitCode = exitCodes.interrupted
  } finally {
    interrupt.release()
  }
}

/** Throws `CONFIG`. */
function asked({ rows, seed, batchRows, days, anchor }: Flags): PythonRun {
  const options = { ROWS: rows, SEED: seed, BATCH_ROWS: batchRows, DAYS: days }
  const parsed = parseSeedOptions({ ...options, ...(anchor === undefined ? {} : { ANCHOR: anchor }) })
  return {
    rows: parsed.rowCount ?? 0,
    seed,
    batchRows: parsed.batchRows ?? 0,
    days: parsed.days ?? 0,
    anchor: new Date(parsed.anchorMs ?? Date.now()).toISOString(),
  }
}

function programArguments({ rows, seed, batchRows, days, anchor }: PythonRun): string[] {
  // With =, so that a seed may begin with a dash.
  return [`--rows=${rows}`, `--seed=${seed}`, `--batch-rows=${batchRows}`, `--days=${days}`, `--end=${anchor}`]
}

const command = new Command('seed-python')
  .description(
    'fill page_events from Python, with Faker and clickhouse-connect; make verify finds its rows one too many',
  )
  .addOption(new Option('--rows <n>', 'how many to add: 1e4, 20_000').env('ROWS').default('1e4'))
  .addOption(new Option('--seed <text>', 'decides every value').env('SEED').default('1'))
  .addOption(new Option('--batch-rows <n>', 'rows of one insert').env('BATCH_ROWS').default('1e4'))
  .addOption(new Option('--days <n>', 'days that the times span').env('DAYS').default('30'))
  .addOption(new Option('--anchor <time>', 'when the times end, ISO 8601 (default: now)').env('ANCHOR'))
try {
  await withJsonOption(command).exitOverride().action(seedPython).parseAsync()
} catch (error) {
  process.exitCode = reportFailure(error, (text) => process.stderr.write(text))
}
