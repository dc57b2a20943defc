// `TABLE=db.table`: the database may be named with the table, and is then the one that the command works in.
import { configError } from '../errors/millrace-error.ts'
import type { Config } from './config.ts'

export interface ConfigOfTable {
  readonly config: Config
  readonly table: string
}

/** Throws `CONFIG` for what is no name of a table. */
export function configOfTable(config: Config, given: string, variable = 'TABLE'): ConfigOfTable {
  const match = /^(?:(\w+)\.)?(\w+)$/.exec(given)
  const [, database, table] = match ?? []
  if (table === undefined) throw configError(variable, given, 'it is table or database.table, of letters, digits and _')
  return { config: database === undefined ? config : { ...config, CLICKHOUSE_DATABASE: database }, table }
}
