// ClickHouse as far as the way of a row can tell: a table of blocks, the tables of the ledger, and inserts that are known by
// their token for so many inserts. Everything here happens at once; how requests come and answers go is `warehouse-link.ts`'s part.
import { batchesTable, keysTable, runsTable } from '../../ledger/ledger-ddl.ts'

export interface StoredBlock {
  readonly token: string
  /** The frame as it came, which nobody has looked into. */
  readonly content: string
}

type Row = Readonly<Record<string, unknown>>

export class SimulatedWarehouse {
  readonly database = 'simulated'
  readonly blocks: StoredBlock[] = []
  readonly #tokensMax: number
  readonly #nowMs: () => number
  readonly #rows = new Map<string, Row[]>([
    [runsTable, []],
    [batchesTable, []],
    [keysTable, []],
  ])
  readonly #tokens = new Map<string, string[]>()

  constructor(tokensMax: number, nowMs: () => number) {
    this.#tokensMax = tokensMax
    this.#nowMs = nowMs
  }

  insertBlock(token: string, content: string): void {
    if (this.#isNew('blocks', token)) this.blocks.push({ token, content })
  }

  insertRows(table: string, rows: readonly object[], token: string | undefined): void {
    if (token !== undefined && !this.#isNew(table, token)) return
    for (const row of rows) this.#table(table).push({ ...row, insertedAtMs: this.#nowMs() })
  }

  /** The answers to the queries that there are. Throws on any other. */
  select(query: string, params: Row): Row[] {
    if (query.includes('system.tables')) return [{ uuid: '11111111-2222-3333-4444-555555555555' }]
    if (query.includes(runsTable)) return this.#where(runsTable, 'dataset', params['dataset'])
    if (query.includes(keysTable)) return this.#firstOwners(params['keys'])
    if (query.includes('sum(row_count)')) return [this.#liveTotals(params['datasetId'])]
    if (query.includes(batchesTable)) {
      const { datasetId, batch } = params
      const named = distinct(this.#where(batchesTable, 'dataset_id', datasetId))
      return batch === undefined ? named : named.filter((row) => row['batch'] === batch)
    }
    throw new Error(`the simulated warehouse cannot answer: ${query}`)
  }

  #table(name: string): Row[] {
    const rows = this.#rows.get(name)
    if (rows === undefined) throw new Error(`there is no table ${name} in the simulated warehouse`)
    return rows
  }

  #where(table: string, column: string, value: unknown): Row[] {
    return this.#table(table).filter((row) => row[column] === value)
  }

  #firstOwners(keys: unknown): Row[] {
    const owners = new Map<unknown, Row>()
    // Inserted in the order of time: the first one is the earliest.
    for (const row of this.#table(keysTable)) {
      if (Array.isArray(keys) && keys.includes(row['key']) && !owners.has(row['key'])) owners.set(row['key'], row)
    }
    return [...owners.values()]
  }

  #liveTotals(datasetId: unknown): Row {
    const rows = new Map(this.#where(batchesTable, 'dataset_id', datasetId).map((row) => [row['batch'], row]))
    const total = [...rows.values()].reduce((sum, row) => sum + Number(row['row_count']), 0)
    return { rows: total, earliest: rows.size === 0 ? null : 0 }
  }

  #isNew(table: string, token: string): boolean {
    const tokens = this.#tokens.get(table) ?? []
    this.#tokens.set(table, tokens)
    if (tokens.includes(token)) return false
    tokens.push(token)
    if (tokens.length > this.#tokensMax) tokens.shift()
    return true
  }
}

function distinct(entries: readonly Row[]): Row[] {
  return [
    ...new Map(entries.map((entry) => [`${String(entry['batch'])} ${String(entry['row_count'])}`, entry])).values(),
  ]
}
