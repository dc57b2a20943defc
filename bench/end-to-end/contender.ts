// Something that brings rows into ClickHouse and is measured in turns with others: a limit, Millrace itself, a peer.
import type { BlockFormat } from '@millrace/engine/block/block.ts'
import type { Warehouse } from '@millrace/engine/warehouse/warehouse.ts'
import type { Config } from '@millrace/engine/config/config.ts'
import type { EventDataset } from '@millrace/schemas/dataset/dataset.ts'
import type { RunResult } from '../report/bench-report.ts'

/** The server that all contenders of a bench share, and what they fill. */
export interface Arena {
  readonly config: Config
  readonly warehouse: Warehouse
  readonly dataset: EventDataset
  /** A folder that is deleted after the bench, for what a contender builds, installs or prepares. */
  readonly scratch: string
  /** Rows that a contender of full speed is measured with; slow ones may take fewer. */
  readonly rows: number
}

export interface Contender {
  /** As in the report: `seed native kafka`, `peer go`. */
  readonly id: string
  readonly kind: RunResult['kind']
  readonly title: string
  /** Of the blocks it inserts: it is held against the limit of that format. */
  readonly format?: BlockFormat
  /**
   * Everything that is not measured: building, installing, making frames or files. Resolves to the reason when it cannot
   * take part on this machine.
   */
  prepare(arena: Arena): Promise<string | undefined>
  /** One measurement into fresh, empty tables with their rollups, which the bench has just made. */
  measure(arena: Arena): Promise<Measured>
  /** After the last measurement: frees what `prepare` took. */
  close?(): Promise<void>
}

export interface Measured {
  readonly rows: number
  /** From the start of its work to the last row that is in, without starting processes or runtimes. */
  readonly seconds: number
  /** CPU time of the program's own processes and threads while it worked. ClickHouse's and Kafka's are measured by the bench. */
  readonly programCpuSeconds?: number
  readonly peakRssBytes?: number
  readonly details?: Pick<RunResult, 'insertLatencyMs' | 'latencyHistogram' | 'timeline' | 'settings'>
}
