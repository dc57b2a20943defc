// Sources by what another column of the row has.
import type { ColumnValue } from '@millrace/schemas/column/column-value.ts'
import type { ColumnSource } from '@millrace/schemas/dataset/column-source.ts'
import type { ColumnFile } from '@millrace/schemas/dataset-file/dataset-file.ts'
import { parseType } from '@millrace/schemas/column/parse-type.ts'
import { suggestion } from '../problems/nearest.ts'
import type { Spot } from '../problems/problem.ts'
import { isColumn, type ColumnContext } from './column-context.ts'
import { compileSource } from './compile-source.ts'
import { valueOfKey } from './compile-values.ts'

type Case = Extract<ColumnFile, { from: 'case' }>

export function compileCase(source: Case, context: ColumnContext): ColumnSource | undefined {
  const { spot, columns } = context
  const name = source.column
  if (!isColumn(name, context, spot.at('column'))) return undefined
  const seen = columns.get(name)
  if (seen !== undefined && seen.from !== 'choice') {
    spot.at('column').report(`${name} comes from ${seen.from}: it must come from choice, so that its values are known`)
    return undefined
  }
  const otherwise = compileSource(source.else, { ...context, spot: spot.at('else') })
  const cases = Object.entries(source.when).map(([key, of]) => {
    const at = spot.at('when', key)
    return { values: valuesOf(key, seen, at), source: compileSource(of, { ...context, spot: at }) }
  })
  const whole = cases.flatMap(({ values, source: of }) =>
    of === undefined || values === undefined ? [] : [{ values, source: of }],
  )
  if (otherwise === undefined || whole.length < cases.length) return undefined
  return { from: 'case', column: name, cases: merged(whole), otherwise }
}

type OneCase = Extract<ColumnSource, { from: 'case' }>['cases'][number]

/** Every case is drawn for every row: those of one source are one. */
function merged(cases: readonly OneCase[]): OneCase[] {
  const bySource = Map.groupBy(cases, ({ source }) => JSON.stringify(source))
  return [...bySource.values()].flatMap((same) =>
    same.slice(0, 1).map(({ source }) => ({ source, values: same.flatMap(({ values }) => values) })),
  )
}

/** Undefined once it is reported that the column has no such value. */
function valuesOf(key: string, seen: ColumnFile | undefined, spot: Spot): readonly ColumnValue[] | undefined {
  if (seen?.from !== 'choice') return [key]
  const listed = (Array.isArray(seen.values) ? seen.values : Object.keys(seen.values)).map(String)
  if (!listed.includes(key)) {
    spot.report(`${JSON.stringify(key)} is no value of that column: ${suggestion(key, listed)}`, 'key')
    return undefined
  }
  try {
    return [valueOfKey(key, parseType(seen.type))]
  } catch {
    return [key] // its type is wrong, and reported there
  }
}
