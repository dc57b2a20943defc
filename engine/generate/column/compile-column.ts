// Turns a column's definition into its sampler, or says why that source cannot fill that type.
import { isFixedKind, type ColumnType } from '@millrace/schemas/column/column-type.ts'
import { typeName } from '@millrace/schemas/column/type-name.ts'
import type { ColumnSource } from '@millrace/schemas/dataset/column-source.ts'
import type { ColumnDefinition } from '@millrace/schemas/dataset/dataset.ts'
import { compileDistribution } from '../distribution/compile-distribution.ts'
import { valuePool } from '../pool/value-pool.ts'
import type { ColumnSampler } from './drawn-column.ts'
import { nullableSampler } from './nullable-sampler.ts'
import { numberSampler, sequenceSampler } from './number-sampler.ts'
import { poolSampler } from './pool-sampler.ts'
import { timeSampler, type TickScale } from './time-sampler.ts'
import { uuidV4Sampler, uuidV7Sampler } from './uuid-sampler.ts'

/** `poolName`: decides the values of a pool that faker makes. Throws `RangeError` when source and type do not fit. */
export function compileColumn(
  column: ColumnDefinition,
  slotCountMax: number,
  poolName: readonly string[],
): ColumnSampler {
  return compileSource(column, column.source, column.type, slotCountMax, poolName)
}

function compileSource(
  column: ColumnDefinition,
  source: ColumnSource,
  type: ColumnType,
  slotCountMax: number,
  poolName: readonly string[],
): ColumnSampler {
  const misfit = (): RangeError =>
    new RangeError(`column ${column.name}: source '${source.from}' cannot fill ${typeName(type)}`)
  const byRow = column.per !== 'session'

  switch (source.from) {
    case 'time':
    case 'time-after': {
      const scale = tickScale(type)
      if (scale === undefined || !byRow) throw misfit()
      const delay = source.from === 'time-after' ? compileDistribution(source.delayMs, true) : undefined
      return timeSampler(scale, slotCountMax, delay)
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
    case 'number':
      if (!isNumeric(type)) throw misfit()
      return numberSampler(compileDistribution(source.distribution, !isFloat(type)), slotCountMax)
    case 'pool':
      return poolSampler(valuePool(source.values, poolName), source.weights, slotCountMax)
    case 'group':
    case 'position':
    case 'formula':
    case 'template':
    case 'case':
      throw misfit()
    case 'nullable': {
      if (type.kind !== 'Nullable') throw misfit()
      const of = compileSource(column, source.of, type.inner, slotCountMax, poolName)
      return nullableSampler(source.nullShare, of, slotCountMax)
    }
  }
}

function isFloat({ kind }: ColumnType): boolean {
  return kind === 'Float32' || kind === 'Float64'
}

function isNumeric({ kind }: ColumnType): boolean {
  return isFixedKind(kind) && kind !== 'UUID' && kind !== 'IPv6'
}

function tickScale(type: ColumnType): TickScale | undefined {
  switch (type.kind) {
    case 'DateTime64':
      return { divisor: 10 ** Math.max(0, 3 - type.precision), factor: 10 ** Math.max(0, type.precision - 3) }
    case 'DateTime':
      return { divisor: 1000, factor: 1 }
    case 'Date':
    case 'Date32':
      return { divisor: 86_400_000, factor: 1 }
    default:
      return undefined
  }
}
