// A value of any column, as JavaScript holds it on its way in: what pools, live events and the RowBinary writers share.

export type ColumnValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Date
  | Uint8Array
  | readonly ColumnValue[]
  | ReadonlyMap<ColumnValue, ColumnValue>
