// The JavaScript type of a column's values, derived from the column's type.
import type { ColumnType } from './column-type.ts'

type SmallNumberKind = 'Int8' | 'Int16' | 'Int32' | 'UInt8' | 'UInt16' | 'UInt32' | 'Float32' | 'Float64'
type LargeIntegerKind = 'Int64' | 'Int128' | 'Int256' | 'UInt64' | 'UInt128' | 'UInt256'

/** Times, decimals, UUIDs and addresses are texts; large integers are bigints, so that no digit is lost. */
export type ValueOf<Type extends ColumnType> = Type extends { kind: 'Nullable'; inner: infer Inner extends ColumnType }
  ? ValueOf<Inner> | null
  : Type extends { kind: 'LowCardinality'; inner: infer Inner extends ColumnType }
    ? ValueOf<Inner>
    : Type extends { kind: 'Array'; inner: infer Inner extends ColumnType }
      ? readonly ValueOf<Inner>[]
      : Type extends { kind: 'Tuple'; elements: infer Elements extends readonly ColumnType[] }
        ? { readonly [Index in keyof Elements]: ValueOf<Elements[Index]> }
        : Type extends { kind: 'Map'; key: infer Key extends ColumnType; value: infer Value extends ColumnType }
          ? ReadonlyMap<ValueOf<Key>, ValueOf<Value>>
          : Type extends { kind: SmallNumberKind }
            ? number
            : Type extends { kind: LargeIntegerKind }
              ? bigint
              : Type extends { kind: 'Bool' }
                ? boolean
                : string
