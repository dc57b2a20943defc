#!/usr/bin/env node
// `make bench-compare A=… B=…`: what changed beyond noise between two reports of `make bench`.
import { Command, Option } from 'commander'
import { isSet, withJsonOption } from '@millrace/engine/cli/common-options.ts'
import { reportFailure } from '@millrace/engine/cli/exit-code.ts'
import { configError } from '@millrace/engine/errors/millrace-error.ts'
import type { BenchReport } from '../report/bench-report.ts'
import { readReport } from '../report/read-report.ts'
import { compareReports } from './compare-reports.ts'
import { comparisonText } from './comparison-text.ts'

interface CompareFlags {
  readonly a?: string
  readonly b: string
  readonly all?: boolean
  readonly json?: boolean
}

async function compare({ a, b, all, json }: CompareFlags): Promise<void> {
  if (a === undefined || a === '') {
    throw configError('A', '', 'it is the path of the older report: A=bench/reports/2026-11-24T09-30-00Z.json')
  }
  const [before, after] = [await readReport('A', a), await readReport('B', b)]
  const comparison = compareReports(before, after)
  process.stdout.write(`A: ${described(a, before)}\nB: ${described(b, after)}\n`)
  process.stdout.write(comparisonText(comparison, isSet(all, 'ALL')))
  if (isSet(json, 'JSON')) process.stdout.write(`${JSON.stringify(comparison)}\n`)
}

function described(path: string, { startedAt, revision, rounds }: BenchReport): string {
  return `${path}, ${startedAt.slice(0, 16).replace('T', ' ')}, revision ${revision === '' ? 'unknown' : revision}, ${rounds} rounds`
}

const command = new Command('bench-compare')
  .description('what changed beyond noise between two reports of make bench')
  .addOption(new Option('--a <file>', 'the older report').env('A'))
  .addOption(new Option('--b <file>', 'the newer report').env('B').default('bench/reports/latest.json'))
  .option('--all', 'also what is within noise (make: ALL=1)')
try {
  await withJsonOption(command).exitOverride().action(compare).parseAsync()
} catch (error) {
  process.exitCode = reportFailure(error, (text) => process.stderr.write(text))
}
