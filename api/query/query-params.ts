// The values of a query on their way into it: each becomes a `{name:Type}` that ClickHouse fills in, never a piece of SQL.

export class QueryParams {
  readonly values: Record<string, string | number> = {}

  /** Returns what stands for the value in the SQL text. */
  bind(type: string, value: string | number): string {
    const name = `p${Object.keys(this.values).length}`
    this.values[name] = value
    return `{${name}:${type}}`
  }

  /** A point in time in epoch milliseconds, to compare with a DateTime or a DateTime64. */
  bindTime(timeMs: number): string {
    return `fromUnixTimestamp64Milli(${this.bind('Int64', timeMs)}, 'UTC')`
  }
}
