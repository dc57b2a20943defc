// What the way of a row asks of the warehouse: nothing but these.
import type { Warehouse } from './warehouse.ts'

export type WarehousePort = Pick<
  Warehouse,
  'database' | 'shardCount' | 'storedName' | 'query' | 'insertRows' | 'insertBlock'
>
