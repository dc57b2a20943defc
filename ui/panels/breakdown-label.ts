// What stands for a value of a column in lists and chips: countries by name, no referrer as "direct", addresses without https://.
import type { FilterColumn } from '@millrace/schemas/api/params/filter-params.ts'

export const columnNames: Readonly<Record<FilterColumn, string>> = {
  event_type: 'Event type',
  user_id: 'User',
  url: 'URL',
  referrer: 'Referrer',
  country: 'Country',
  device: 'Device',
}

export function breakdownLabel(column: FilterColumn, value: string, locale?: string): string {
  if (value === '') return column === 'referrer' ? 'direct' : '(empty)'
  if (column === 'country') return /^[A-Z]{2}$/.test(value) ? (namesOf(locale).of(value) ?? value) : value
  if (column === 'url' || column === 'referrer') return value.replace(/^https:\/\/(?=.)/, '')
  return value
}

const names = new Map<string, Intl.DisplayNames>()

function namesOf(locale: string | undefined): Intl.DisplayNames {
  const key = locale ?? ''
  const known = names.get(key)
  if (known !== undefined) return known
  const made = new Intl.DisplayNames(locale === undefined ? [] : [locale], { type: 'region', fallback: 'code' })
  names.set(key, made)
  return made
}
