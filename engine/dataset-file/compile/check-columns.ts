// Has the generator itself compile every column, each with those that it looks at, and reports what it refuses at that column.
import type { ColumnSource, PoolValues } from '@millrace/schemas/dataset/column-source.ts'
import type { ColumnDefinition } from '@millrace/schemas/dataset/dataset.ts'
import { errorMessage } from '../../errors/error-message.ts'
import { compileColumns } from '../../generate/column/compile-columns.ts'
import { formulaColumns } from '../../generate/formula/formula.ts'
import { parseFormula } from '../../generate/formula/parse-formula.ts'
import { parseTemplate, templateColumns } from '../../generate/template/parse-template.ts'
import type { Spot } from '../problems/problem.ts'

/** Values of a pool that are made for a check: what a run makes is of the same kind. */
const madeMax = 10

/** `columns`: those that are right in themselves. One that looks at another which is wrong is not checked. */
export function checkColumns(columns: readonly ColumnDefinition[], spot: Spot): boolean {
  const byName = new Map(columns.map((column) => [column.name, withFewValues(column)]))
  const refused = new Set<string>()
  for (const [name, column] of byName) {
    const around = lookedAt(column, byName)
    if (around === undefined || [...around.keys()].some((other) => refused.has(other))) continue
    const others = [...around.values()].filter((other) => other !== column)
    try {
      const dataset = { name: '', comment: '', schemaVersion: 0, columns: [column], hiddenColumns: others }
      compileColumns(dataset, 1, new Uint32Array(1), [])
    } catch (error) {
      refused.add(name)
      spot.at('columns', name).report(errorMessage(error).replace(/^(?:column [^:]+: )+/, ''))
    }
  }
  return refused.size === 0
}

/** With the column itself; undefined when one of them is wrong in itself. */
function lookedAt(
  column: ColumnDefinition,
  byName: ReadonlyMap<string, ColumnDefinition>,
): Map<string, ColumnDefinition> | undefined {
  const found = new Map([[column.name, column]])
  for (const { source } of found.values()) {
    for (const name of namesIn(source)) {
      const other = byName.get(name)
      if (other === undefined) return undefined
      found.set(name, other)
    }
  }
  return found
}

function namesIn(source: ColumnSource): readonly string[] {
  switch (source.from) {
    case 'time-after':
      return source.column === undefined ? [] : [source.column]
    case 'formula':
      return formulaColumns(parseFormula(source.formula))
    case 'template':
      return templateColumns(parseTemplate(source.template))
    case 'case':
      return [source.column, ...[...source.cases.map((one) => one.source), source.otherwise].flatMap(namesIn)]
    case 'nullable':
      return namesIn(source.of)
    default:
      return []
  }
}

function withFewValues(column: ColumnDefinition): ColumnDefinition {
  return { ...column, source: fewValues(column.source) }
}

function fewValues(source: ColumnSource): ColumnSource {
  switch (source.from) {
    case 'pool':
      return { ...source, values: fewOf(source.values), weights: { shape: 'even' } }
    case 'nullable':
      return { ...source, of: fewValues(source.of) }
    case 'case':
      return {
        ...source,
        cases: source.cases.map((one) => ({ ...one, source: fewValues(one.source) })),
        otherwise: fewValues(source.otherwise),
      }
    default:
      return source
  }
}

function fewOf(values: PoolValues): PoolValues {
  return 'count' in values ? { ...values, count: Math.min(values.count, madeMax) } : values
}
