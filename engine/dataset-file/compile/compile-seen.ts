// Formulas and templates, which look at other columns of the row. What a formula says of the rows of another dataset becomes a
// number here: the generator knows of no other dataset.
import type { ColumnSource } from '@millrace/schemas/dataset/column-source.ts'
import type { PlainSourceFile } from '@millrace/schemas/dataset-file/source-file.ts'
import { errorMessage } from '../../errors/error-message.ts'
import { formulaColumns } from '../../generate/formula/formula.ts'
import { parseFormula } from '../../generate/formula/parse-formula.ts'
import { parseTemplate, templateColumns } from '../../generate/template/parse-template.ts'
import { isColumn, type ColumnContext } from './column-context.ts'

const rowsPattern = /\brows\s*\(\s*([A-Za-z_]\w*)\s*\)/g

export function compileFormula(
  { formula }: Extract<PlainSourceFile, { from: 'formula' }>,
  context: ColumnContext,
): ColumnSource | undefined {
  const spot = context.spot.at('formula')
  try {
    const names = formulaColumns(parseFormula(formula))
    if (!names.map((name) => isColumn(name, context, spot)).every(Boolean)) return undefined
  } catch (error) {
    spot.report(errorMessage(error).replace(`formula ${formula}: `, ''))
    return undefined
  }
  const missing = new Set<string>()
  const withRows = formula.replaceAll(rowsPattern, (_, dataset: string) => {
    const rows = context.rowsOf(dataset)?.rowCount
    if (rows === undefined) missing.add(dataset)
    return String(rows)
  })
  for (const dataset of missing) spot.report(`${dataset} has no rows in this database: seed ${dataset} first`)
  return missing.size === 0 ? { from: 'formula', formula: withRows } : undefined
}

/** Names of other datasets whose rows a formula counts with. */
export function datasetsOfFormula(formula: string): string[] {
  return [...formula.matchAll(rowsPattern)].map(([, dataset = '']) => dataset)
}

export function compileTemplate(
  { template }: Extract<PlainSourceFile, { from: 'template' }>,
  context: ColumnContext,
): ColumnSource | undefined {
  const spot = context.spot.at('template')
  try {
    const names = templateColumns(parseTemplate(template))
    return names.map((name) => isColumn(name, context, spot)).every(Boolean)
      ? { from: 'template', template }
      : undefined
  } catch (error) {
    spot.report(errorMessage(error).replace(`template ${template}: `, ''))
    return undefined
  }
}
