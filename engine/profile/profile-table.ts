// A dataset file of what is in a table: each column measured, and a source chosen that yields the like of it.
import { formatCount } from '../progress/format-progress.ts'
import { chooseSource } from '../table/choose-source.ts'
import type { TableDescription } from '../table/read-table.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'
import { chooseMeasured } from './choose/choose-measured.ts'
import { shareNumber, type ChosenColumn } from './choose/chosen-column.ts'
import type { ProfileOptions } from './dataset-options.ts'
import type { DatasetDraft, DraftColumn } from './draft/dataset-draft.ts'
import { fileSource } from './draft/file-source.ts'
import { datasetName, knownColumns, withCommon, type KnownColumn } from './draft/first-draft.ts'
import type { TableLayout } from './draft/table-layout.ts'
import { measureColumn } from './measure/measure-column.ts'
import type { MeasuredColumn } from './measure/measured-column.ts'
import { measureTimes, rowTimeOf } from './measure/row-time.ts'
import { profileLimits } from './measure/profile-limits.ts'
import { sampleTable, type TableSample } from './measure/sample.ts'
import { summarizeColumns, type ColumnSummary } from './measure/summarize-columns.ts'

export async function profileTable(
  warehouse: Warehouse,
  table: TableDescription,
  layout: TableLayout,
  { sampleRowsMax, keepsValues }: ProfileOptions,
  notify: (message: string) => void,
): Promise<DatasetDraft> {
  const { columns, notes } = knownColumns(table)
  const reader = warehouse.reader(profileLimits)
  try {
    const sample = await sampleTable(reader, table, sampleRowsMax)
    notify(`${table.name}: ${lookedAt(sample)}, column by column`)
    const summaries = await summarizeColumns(reader, sample, columns)
    const summaryOf = (column: KnownColumn): ColumnSummary => {
      const summary = summaries.get(column.name)
      if (summary === undefined) throw new RangeError(`column ${column.name} has no summary`)
      return summary
    }
    const rowTime = rowTimeOf(columns)
    const times = rowTime && (await measureTimes(reader, sample, rowTime, summaryOf(rowTime)))
    const choosing = {
      rowCount: sample.rowCount,
      rowTime: rowTime && { name: rowTime.name, isSpanned: times !== undefined },
      keepsValues,
    }
    const drafts: DraftColumn[] = []
    for (const column of columns) {
      const measured = await measureColumn({ reader, sample, rowTime }, column, summaryOf(column))
      drafts.push(...draftColumns(measured, chooseMeasured(measured, choosing) ?? byName(measured, table), layout))
    }
    return {
      notes: [`Measured: ${lookedAt(sample)}.`, ...notes],
      name: datasetName(table.name),
      columns: drafts,
      ...(times === undefined ? {} : { times }),
      table: layout.table,
    }
  } finally {
    await reader.close()
  }
}

function lookedAt({ rowCount, sampledCount }: TableSample): string {
  return sampledCount === rowCount
    ? `all ${formatCount(rowCount)} rows are looked at`
    : `${formatCount(sampledCount)} of ${formatCount(rowCount)} rows are looked at`
}

function byName(column: KnownColumn, table: TableDescription): ChosenColumn {
  const source = fileSource(chooseSource({ ...column, type: column.parsed, table }), column.parsed)
  return { source, notes: ['nothing was found in it: chosen by its name and type'] }
}

function draftColumns(column: MeasuredColumn, chosen: ChosenColumn, layout: TableLayout): DraftColumn[] {
  const { nullCount, valueCount } = column.summary
  const nulls = nullCount > 0 ? { nulls: shareNumber(nullCount / (nullCount + valueCount)) } : {}
  const drafted = {
    name: column.name,
    column: withCommon(column, layout, { ...chosen.source, ...nulls }),
    notes: chosen.notes,
  }
  if (chosen.hidden === undefined) return [drafted]
  const { name, type, source } = chosen.hidden
  return [{ name, column: { type, hidden: true, ...source } }, drafted]
}
