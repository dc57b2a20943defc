// Turns a source of a column into its sampler, or says why that source cannot fill that type.
import { isFixedKind, type ColumnType } from '@millrace/schemas/column/column-type.ts'
import { typeName } from '@millrace/schemas/column/type-name.ts'
import type { ColumnSource } from '@millrace/schemas/dataset/column-source.ts'
import type { ColumnDefinition } from '@millrace/schemas/dataset/dataset.ts'
import { hotLoopRows } from '../../machine/hot-loop.ts'
import { compileDistribution } from '../distribution/compile-distribution.ts'
import { compileFormula } from '../formula/compile-formula.ts'
import { parseFormula } from '../formula/parse-formula.ts'
import { valuePool } from '../pool/value-pool.ts'
import { looksAtTime } from '../session/looks-at-times.ts'
import { parseTemplate } from '../template/parse-template.ts'
import { caseSampler, type Branch } from './case-sampler.ts'
import { columnVector } from './column-vector.ts'
import type { SeenColumn } from './compiled-column.ts'
import type { ColumnSampler } from './drawn-column.ts'
import { formulaSampler } from './formula-sampler.ts'
import { groupSampler } from './group-sampler.ts'
import { nullableSampler } from './nullable-sampler.ts'
import { numberSampler, sequenceSampler } from './number-sampler.ts'
import { poolSampler } from './pool-sampler.ts'
import { templateSampler } from './template-sampler.ts'
import { tickScale } from './tick-scale.ts'
import { timeSampler, type Delay } from './time-sampler.ts'
import { uuidV4Sampler, uuidV7Sampler } from './uuid-sampler.ts'

/** What a column is compiled among. */
export interface ColumnSurroundings {
  readonly slotCountMax: number
  /** Decides the values of a pool that faker makes. */
  readonly poolName: readonly string[]
  readonly groups: readonly number[]
  /** Another column of the row. Throws `RangeError` for one that is not there, or looks at this one itself. */
  readonly seen: (name: string) => SeenColumn
}

/** Throws `RangeError` when source and type do not fit. */
export function compileColumn(column: ColumnDefinition, among: ColumnSurroundings): ColumnSampler {
  try {
    return compileSource(column, column.source, column.type, among)
  } catch (error) {
    if (error instanceof RangeError && !error.message.startsWith('column ')) {
      throw new RangeError(`column ${column.name}: ${error.message}`, { cause: error })
    }
    throw error
  }
}

function compileSource(
  column: ColumnDefinition,
  source: ColumnSource,
  type: ColumnType,
  among: ColumnSurroundings,
): ColumnSampler {
  const { slotCountMax, seen } = among
  const misfit = (): RangeError => new RangeError(`source '${source.from}' cannot fill ${typeName(type)}`)
  const byRow = column.per !== 'session'

  switch (source.from) {
    case 'time':
    case 'time-after': {
      const scale = tickScale(type)
      if (scale === undefined || !byRow) throw misfit()
      return timeSampler(scale, slotCountMax, source.from === 'time' ? undefined : delayOf(source, seen))
    }
    case 'uuid-v4':
      if (type.kind !== 'UUID') throw misfit()
      return uuidV4Sampler(slotCountMax)
    case 'uuid-v7':
      if (type.kind !== 'UUID' || !byRow) throw misfit()
      return uuidV7Sampler(slotCountMax)
    case 'sequence':
      if (!isNumeric(type) || !byRow) throw misfit()
      return sequenceSampler(source.first ?? 0, slotCountMax)
    case 'group':
    case 'position':
      if (!isNumeric(type) || !byRow) throw misfit()
      return groupSampler(source.from, among.groups, source.first ?? 0, slotCountMax)
    case 'number':
      if (!isNumeric(type)) throw misfit()
      return numberSampler(compileDistribution(source.distribution, !isFloat(type)), slotCountMax)
    case 'formula': {
      if (!isNumeric(type)) throw misfit()
      const vector = compileFormula(parseFormula(source.formula), (name) => columnVector(seen(name)))
      return formulaSampler(vector, type, slotCountMax)
    }
    case 'template':
      if (type.kind !== 'String') throw misfit()
      return templateSampler(parseTemplate(source.template), seen, slotCountMax)
    case 'case': {
      const branchOf = (of: ColumnSource): Branch => {
        const isOfAnyRow = looksAtTimeAlone(of)
        const slots = isOfAnyRow ? hotLoopRows : slotCountMax
        const sampler = compileSource(column, of, type, { ...among, slotCountMax: slots })
        return { sampler, isOfAnyRow, looksAtTime: looksAtTime(of) }
      }
      const cases = source.cases.map((one) => ({ values: one.values, ...branchOf(one.source) }))
      return caseSampler(seen(source.column), cases, branchOf(source.otherwise), type, slotCountMax)
    }
    case 'pool':
      if (source.weights.shape === 'in-turn' && !byRow) throw misfit()
      return poolSampler(valuePool(source.values, among.poolName), source.weights, slotCountMax)
    case 'nullable': {
      if (type.kind !== 'Nullable') throw misfit()
      return nullableSampler(source.nullShare, compileSource(column, source.of, type.inner, among), slotCountMax)
    }
  }
}

/** Rows with the same time are the same to it. */
function looksAtTimeAlone(source: ColumnSource): boolean {
  switch (source.from) {
    case 'time':
    case 'number':
      return true
    case 'time-after':
      return source.column === undefined
    case 'pool':
      return source.weights.shape !== 'in-turn'
    default:
      return false
  }
}

function delayOf(
  { delayMs, column }: Extract<ColumnSource, { from: 'time-after' }>,
  seen: ColumnSurroundings['seen'],
): Delay {
  const byMs = compileDistribution(delayMs, true)
  return column === undefined ? { byMs } : { byMs, after: seen(column) }
}

function isFloat({ kind }: ColumnType): boolean {
  return kind === 'Float32' || kind === 'Float64'
}

function isNumeric({ kind }: ColumnType): boolean {
  return isFixedKind(kind) && kind !== 'UUID' && kind !== 'IPv6'
}
