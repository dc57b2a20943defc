// Where an insert goes that is only to be read by the server: whether it can be, and how many rows it has.
import { quoteName, quoteString } from '@millrace/schemas/column/quote-string.ts'
import type { LoadTarget } from './load-target.ts'

/** As SQL of an insert. Nothing is kept, and no materialized view is asked. */
export function intoNothing(columns: LoadTarget['columns']): string {
  const structure = columns.map(({ name, type }) => `${quoteName(name)} ${type}`).join(', ')
  return `FUNCTION null(${quoteString(structure)})`
}
