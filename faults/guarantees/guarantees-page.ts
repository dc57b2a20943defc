// The page of guarantees: the text of `guarantees-text.md`, and after it the fault matrix with what its rows have
// come to.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import type { FaultResult } from '../matrix/fault-results.ts'
import { faultParts } from '../matrix/fault-row.ts'
import type { RegisteredRow } from './registered-rows.ts'

const textFile = join(import.meta.dirname, 'guarantees-text.md')
export const pageFile = join(import.meta.dirname, '../../docs/guarantees.md')

/** `results` are by id; those of rows that are no longer registered are left out. */
export async function guaranteesPage(
  rows: readonly RegisteredRow[],
  results: Readonly<Record<string, FaultResult>>,
): Promise<string> {
  const sorted = rows.toSorted(
    (a, b) => faultParts.indexOf(a.part) - faultParts.indexOf(b.part) || (a.id < b.id ? -1 : 1),
  )
  const tried = sorted.flatMap((row) => {
    const result = results[row.id]
    return result === undefined ? [] : [{ row, result }]
  })
  const untried = sorted.filter(({ id }) => results[id] === undefined)
  const sections = [await readFile(textFile, 'utf8'), summary(tried), matrix(tried), notYet(untried)]
  return format(sections.join('\n\n'), { ...(await resolveConfig(pageFile)), parser: 'markdown' })
}

interface TriedRow {
  readonly row: RegisteredRow
  readonly result: FaultResult
}

function summary(tried: readonly TriedRow[]): string {
  if (tried.length === 0) return ''
  const times = tried.reduce((sum, { result }) => sum + result.times, 0)
  const rows = tried.reduce((sum, { result }) => sum + result.rows, 0)
  return `${tried.length} faults, made ${grouped(times)} times, over ${grouped(rows)} rows: 0 lost, 0 duplicated.`
}

function matrix(tried: readonly TriedRow[]): string {
  if (tried.length === 0) return ''
  const head = [
    'part',
    'fault',
    'what holds',
    'made since one failed',
    'rows',
    'lost',
    'duplicated',
    'last tried',
    'test',
  ]
  const lines = tried.map(({ row, result }) => {
    const holds = row.assumes === undefined ? row.holds : `${row.holds} (it takes: ${row.assumes})`
    // A try that lost a row, or had one twice, would have failed and taken away the row's result.
    const counts = [grouped(result.times), grouped(result.rows), '0', '0']
    return [row.part, row.fault, holds, ...counts, result.day, `[${row.id}](../${row.test})`]
  })
  const rule = ['---', '---', '---', '--:', '--:', '--:', '--:', '---', '---']
  return [head, rule, ...lines].map((cells) => `| ${cells.map(escaped).join(' | ')} |`).join('\n')
}

function notYet(untried: readonly RegisteredRow[]): string {
  if (untried.length === 0) return ''
  const lines = untried.map(({ part, fault, id, test }) => `- ${part}: ${fault} ([${id}](../${test}))`)
  return ['Not tried since its last failure, or never:', '', ...lines].join('\n')
}

function escaped(text: string): string {
  return text.replaceAll('|', '\\|')
}

function grouped(count: number): string {
  return count.toLocaleString('en')
}
