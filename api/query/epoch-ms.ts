// A time as an integer of epoch milliseconds, in SQL.
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'

export type TimeKind = 'Date' | 'Date32' | 'DateTime' | 'DateTime64'

/** `time` is an expression of that kind. A day stands for its first moment in UTC; what is finer is cut off. */
export function epochMsSql(time: string, kind: TimeKind): string {
  switch (kind) {
    case 'Date':
    case 'Date32':
      return `toInt64(${time}) * 86400000`
    case 'DateTime':
      return `toInt64(toUnixTimestamp(${time})) * 1000`
    case 'DateTime64':
      return `toUnixTimestamp64Milli(${time})`
  }
}

export function isTimeKind(kind: ColumnType['kind']): kind is TimeKind {
  return kind === 'Date' || kind === 'Date32' || kind === 'DateTime' || kind === 'DateTime64'
}
