// All columns that go through the server in the round-trip tests of RowBinary and Native.
import type { ColumnCase } from './column-case.ts'
import { nestedCases } from './nested-cases.ts'
import { scalarCases } from './scalar-cases.ts'

export const columnCases: readonly ColumnCase[] = [...scalarCases, ...nestedCases]
