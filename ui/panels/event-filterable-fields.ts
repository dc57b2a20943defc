// The fields of an event that everything can be filtered by.
import type { PageEvent } from '@millrace/schemas/api/answers/page-event.ts'
import type { FilterColumn } from '@millrace/schemas/api/params/filter-params.ts'

export interface FilterableField {
  column: FilterColumn
  value: string
  /** False for a user id beyond 2⁵³ − 1: its last digits were lost on the way, a filter by it would find nobody. */
  isExact: boolean
}

export function filterableFields(event: PageEvent): FilterableField[] {
  return [
    { column: 'event_type', value: event.event_type, isExact: true },
    { column: 'user_id', value: String(event.user_id), isExact: Number.isSafeInteger(event.user_id) },
    { column: 'url', value: event.url, isExact: true },
    { column: 'referrer', value: event.referrer, isExact: true },
    { column: 'country', value: event.country, isExact: true },
    { column: 'device', value: event.device, isExact: true },
  ]
}
