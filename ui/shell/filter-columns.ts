// The columns that can be filtered by, in the order in which they are shown.
import type { FilterColumn } from '@millrace/schemas/api/params/filter-params.ts'

export const filterColumns = [
  'url',
  'event_type',
  'referrer',
  'country',
  'device',
  'user_id',
] as const satisfies readonly FilterColumn[]
