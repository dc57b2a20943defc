// The warehouse as one process has it, over the network.
import { MillraceError } from '../../errors/millrace-error.ts'
import type { WarehousePort } from '../../warehouse/warehouse-port.ts'
import type { Network } from '../network/network.ts'
import { simulatedRequest } from '../network/simulated-request.ts'
import type { Scheduler } from '../time/scheduler.ts'
import type { SimulatedProcess } from '../time/simulated-process.ts'
import type { SimulatedWarehouse } from './simulated-warehouse.ts'

export interface WarehouseLinkOptions {
  readonly warehouse: SimulatedWarehouse
  readonly network: Network
  readonly scheduler: Scheduler
  readonly process: SimulatedProcess
  readonly trace: (line: string) => void
  /** Called with rows that are about to be in. */
  readonly onRows: (table: string, rows: readonly object[]) => void
}

export function warehouseLink(options: WarehouseLinkOptions): WarehousePort {
  const { warehouse, network, scheduler, process, trace, onRows } = options

  function request<Answer>(doing: string, serve: () => Answer): Promise<Answer> {
    const lost = (): Error => new MillraceError('WAREHOUSE_UNAVAILABLE', `${doing}: the connection was lost`)
    const traced = (): Answer => {
      trace(`warehouse: ${doing} for ${process.name}`)
      return serve()
    }
    return simulatedRequest({ scheduler, network, process, lost, serve: traced })
  }

  return {
    database: warehouse.database,
    shardCount: 1,
    storedName: (table) => table,
    query: async (query, row, params) => {
      const rows = await request(`select ${/FROM \S+/.exec(query)?.[0] ?? ''}`, () =>
        warehouse.select(query, params ?? {}),
      )
      return rows.map((each) => row.parse(each))
    },
    insertRows: (table, rows, token) => {
      const copies = rows.map((row) => ({ ...row }))
      return request(`insert ${copies.length} rows into ${table}`, () => {
        onRows(table, copies)
        warehouse.insertRows(table, copies, token)
      })
    },
    insertBlock: ({ header: { batch, token }, frame }) => {
      const content = Buffer.from(frame).toString('latin1')
      return request(`insert batch ${batch}`, () => {
        if (scheduler.random.happens(network.refusedShare)) {
          trace(`warehouse: batch ${batch} is refused`)
          throw new MillraceError('WAREHOUSE_REJECTED', `batch ${batch} is refused`)
        }
        warehouse.insertBlock(token, content)
      })
    },
  }
}
