// Events as CSV (RFC 4180) that a spreadsheet opens without running any of it.
import { pageEvent, type PageEvent } from '@millrace/schemas/api/answers/page-event.ts'

const columns = pageEvent.keyof().options
/** What a spreadsheet takes for a formula, after OWASP's page on CSV injection. */
const formulaStart = /^[=+\-@\t\r]/

/** A line of names, then a line for each event; metadata as JSON. */
export function eventsCsv(events: readonly PageEvent[]): string {
  const lines = events.map((event) => columns.map((column) => field(event[column])).join(','))
  return [columns.join(','), ...lines, ''].join('\r\n')
}

function field(value: PageEvent[keyof PageEvent]): string {
  if (typeof value === 'number') return String(value)
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const harmless = formulaStart.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
