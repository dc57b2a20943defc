// A run goes on with the dataset that it was begun with: a file that would now make other rows is refused.
import { isDeepStrictEqual } from 'node:util'
import type { ColumnFile, DatasetFile } from '@millrace/schemas/dataset-file/dataset-file.ts'
import { MillraceError } from '../../errors/millrace-error.ts'

/** Throws `CONFIG` naming what has changed. */
export function assertSameFile(begun: DatasetFile, now: DatasetFile, path: string): void {
  const changes = changesOfFile(begun, now)
  if (changes.length === 0) return
  throw new MillraceError(
    'CONFIG',
    [
      `${path} has changed since the run of ${begun.name} was begun:`,
      ...changes.map((change) => `  ${change}`),
      `To go on with that run, change it back. To start over: make drop DATASET=${path}. To have both, give this one another name.`,
    ].join('\n'),
  )
}

/** What decides no byte (comments, codecs, the table's order) may change. */
export function changesOfFile(begun: DatasetFile, now: DatasetFile): string[] {
  return [...changedColumns(begun, now), ...changedParts(begun, now)]
}

function changedColumns(begun: DatasetFile, now: DatasetFile): string[] {
  const names = new Set([...Object.keys(begun.columns), ...Object.keys(now.columns)])
  return [...names].flatMap((name) => {
    const [before, after] = [begun.columns[name], now.columns[name]]
    if (before === undefined) return [`columns.${name} is new`]
    if (after === undefined) return [`columns.${name} is gone`]
    return isSame(made(before), made(after)) ? [] : [`columns.${name} is not what it was`]
  })
}

function changedParts(begun: DatasetFile, now: DatasetFile): string[] {
  const parts = ['times', 'sessions', 'groups', 'duplicates'] as const
  return parts.filter((part) => !isSame(begun[part], now[part])).map((part) => `${part} is not what it was`)
}

/** What of a column decides its values. */
function made(column: ColumnFile): unknown {
  return { ...column, comment: undefined, codec: undefined }
}

/** One of them has been kept as JSON, which knows no undefined. */
function isSame(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(plain(a), plain(b))
}

function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value))
}
