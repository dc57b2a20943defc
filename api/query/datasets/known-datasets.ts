// The datasets that can be asked for: that of the live events, and every other one whose rows were seeded into a table of this
// database. Who they are is asked again every few seconds; while ClickHouse is away they are those that were known last.
import { atMost } from '@millrace/engine/concurrency/at-most.ts'
import { coalesced } from '@millrace/engine/concurrency/coalesced.ts'
import { isMillraceError } from '@millrace/engine/errors/millrace-error.ts'
import { standingDatasets, type StandingDataset } from '@millrace/engine/ledger/standing-datasets.ts'
import type { WarehouseReader } from '@millrace/engine/warehouse/warehouse-reader.ts'
import type { DatasetEntry } from '@millrace/schemas/api/answers/datasets.ts'
import { isEventDataset, type DatasetDefinition, type EventDataset } from '@millrace/schemas/dataset/dataset.ts'
import { qualifiedName } from '@millrace/schemas/ddl/identifier.ts'
import { ValidatedReads } from '../../cache/validated-reads.ts'
import { EventQueries } from '../event-queries.ts'
import { InvalidParameterError } from '../invalid-parameter-error.ts'
import { readTableVersion } from '../table-version.ts'
import type { DatasetReads } from './dataset-reads.ts'
import { readTableExtent, type TableExtent } from './table-extent.ts'
import { TableReads } from './table-reads.ts'
import { timeColumnOf } from './time-column.ts'

const keptMs = 2_000
/** For so long an answer waits to hear of newer ones, when some are known. */
const newerWaitMs = 1_000

export interface KnownDataset {
  /** Another one when the table is another, or has lost columns. */
  readonly key: string
  readonly name: string
  readonly tableUuid: string
  readonly reads: DatasetReads
  readonly entry: () => Promise<DatasetEntry>
}

interface KnownDatasetsOptions {
  readonly reader: WarehouseReader
  /** That of the live events. */
  readonly own: EventDataset
  /** The table that the rows of a dataset lie in. */
  readonly storedName: (dataset: string) => string
}

export class KnownDatasets {
  readonly #options: KnownDatasetsOptions
  readonly #ownEntry: () => Promise<DatasetEntry>
  readonly #ask: () => Promise<void>
  #others: readonly KnownDataset[] = []
  #askedAtMs = -Infinity

  constructor(options: KnownDatasetsOptions) {
    this.#options = options
    this.#ownEntry = entryReader(options.reader, options.own, true)
    this.#ask = coalesced(() => this.#refresh())
  }

  /** One after the other, so that a long list is never more than one question to ClickHouse. */
  async entries(): Promise<DatasetEntry[]> {
    const entries = [await this.#ownEntry()]
    for (const { entry } of await this.#current()) entries.push(await entry())
    return entries
  }

  /** Undefined when it is that of the live events. Throws `InvalidParameterError` naming those that there are. */
  async other(name: string | undefined): Promise<KnownDataset | undefined> {
    const { own } = this.#options
    if (name === undefined || name === own.name) return undefined
    const others = await this.#current()
    const found = others.find((dataset) => dataset.name === name)
    if (found !== undefined) return found
    const names = [own.name, ...others.map((dataset) => dataset.name)]
    throw new InvalidParameterError('dataset', `must be one of those that there are: ${names.join(', ')}`)
  }

  async #current(): Promise<readonly KnownDataset[]> {
    if (performance.now() - this.#askedAtMs <= keptMs) return this.#others
    const asked = this.#ask()
    if (this.#askedAtMs === -Infinity) await asked
    else await atMost(newerWaitMs, asked.catch(passIfAway))
    return this.#others
  }

  /** What is the same as before is kept, with what it remembers. */
  async #refresh(): Promise<void> {
    const { reader, own, storedName } = this.#options
    const standing = await standingDatasets(reader, storedName)
    this.#others = standing
      .filter(({ dataset }) => dataset.name !== own.name)
      .map((each) => this.#others.find(({ key }) => key === keyOf(each)) ?? knownDataset(reader, each))
    this.#askedAtMs = performance.now()
  }
}

function knownDataset(reader: WarehouseReader, standing: StandingDataset): KnownDataset {
  const { dataset, tableUuid, isOurs } = standing
  const isOfEvents = isOurs && isEventDataset(dataset)
  const reads = isOfEvents ? new EventQueries(reader, dataset) : new TableReads(reader, dataset)
  return { key: keyOf(standing), name: dataset.name, tableUuid, reads, entry: entryReader(reader, dataset, isOfEvents) }
}

function keyOf({ dataset, tableUuid }: StandingDataset): string {
  return JSON.stringify([tableUuid, ...dataset.columns.map(({ name }) => name)])
}

function passIfAway(error: unknown): void {
  if (!isMillraceError(error, 'WAREHOUSE_UNAVAILABLE')) throw error
}

/** How much there is, and of which time, is read again only when the table has changed. */
function entryReader(
  reader: WarehouseReader,
  dataset: DatasetDefinition,
  isOfEvents: boolean,
): () => Promise<DatasetEntry> {
  const { name } = dataset
  const time = timeColumnOf(dataset)
  const extents = new ValidatedReads<TableExtent>(() => readTableVersion(reader, name))
  return async () => {
    const extent = await extents.read(name, () => readTableExtent(reader, qualifiedName(reader.database, name), time))
    return { name, ...extent, time: time?.name ?? null, events: isOfEvents }
  }
}
