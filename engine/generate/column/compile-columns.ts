// Compiles all columns of a dataset, those that others look at before them.
import type { ColumnDefinition, DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import { compileColumn } from './compile-column.ts'
import type { CompiledColumn, SeenColumn } from './compiled-column.ts'

export interface CompiledColumns {
  /** In the order in which they have to be drawn; hidden ones too. */
  readonly drawing: readonly CompiledColumn[]
  /** In the order of the definition, without those that are hidden. */
  readonly shown: readonly CompiledColumn[]
}

/**
 * `sessionOf`: the session of each row, as it will be when columns are drawn. `poolName` decides, with the column's name, the values
 * of a pool that faker makes. Throws `RangeError` for a column that cannot be made, and for columns that look at each other in a circle.
 */
export function compileColumns(
  dataset: DatasetDefinition,
  slotCountMax: number,
  sessionOf: Uint32Array,
  poolName: readonly string[],
): CompiledColumns {
  const definitions = [...dataset.columns, ...(dataset.hiddenColumns ?? [])]
  const compiled = new Map<string, CompiledColumn>()
  const begun: string[] = []

  const compile = (definition: ColumnDefinition): CompiledColumn => {
    const { name } = definition
    const known = compiled.get(name)
    if (known !== undefined) return known
    if (begun.includes(name)) {
      throw new RangeError(
        `columns look at each other in a circle: ${[...begun.slice(begun.indexOf(name)), name].join(' → ')}`,
      )
    }
    begun.push(name)
    const perSession = definition.per === 'session'
    const sampler = compileColumn(definition, {
      slotCountMax,
      poolName: [...poolName, name],
      groups: dataset.groups ?? [1],
      seen: (other) => seenFrom(definition, other),
    })
    begun.pop()
    const column = { definition, sampler, perSession }
    compiled.set(name, column)
    return column
  }

  const seenFrom = (definition: ColumnDefinition, name: string): SeenColumn => {
    const other = definitions.find((candidate) => candidate.name === name)
    if (other === undefined)
      throw new RangeError(`column ${definition.name} looks at ${name}, and there is no such column`)
    const { sampler, perSession } = compile(other)
    if (definition.per === 'session' && !perSession) {
      throw new RangeError(
        `column ${definition.name} is drawn once a session and looks at ${name}, which is drawn for every row`,
      )
    }
    const slots = perSession && definition.per !== 'session' ? sessionOf : undefined
    return { definition: other, drawn: sampler.drawn, slots }
  }

  const shown = dataset.columns.map(compile)
  for (const hidden of dataset.hiddenColumns ?? []) compile(hidden)
  return { drawing: [...compiled.values()], shown }
}
