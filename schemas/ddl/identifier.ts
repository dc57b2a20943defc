// Names of tables as ClickHouse reads them, whatever characters they hold.
import { quoteName } from '../column/quote-string.ts'

/** `database`.`table` */
export function qualifiedName(database: string, table: string): string {
  return `${quoteName(database)}.${quoteName(table)}`
}
