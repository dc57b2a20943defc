// Which record of a piece the server cannot read, where its words do not say: found by halves, which the server reads without
// keeping anything of them.
import { randomUUID } from 'node:crypto'
import { insertPiece } from '../warehouse/insert-piece.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'
import type { ScanRecords } from './cut/scan-records.ts'
import { intoNothing } from './into-nothing.ts'
import { pieceSettings } from './load-settings.ts'
import type { LoadTarget } from './load-target.ts'

export interface RefusedPiece {
  readonly bytes: Uint8Array
  readonly format: string
  readonly columns: LoadTarget['columns']
  readonly scanRecords: ScanRecords
}

/** From 1 on; undefined when each can be read: then it is refused for something else. */
export async function findRefusedRecord(warehouse: Warehouse, piece: RefusedPiece): Promise<number | undefined> {
  const { bytes, format, columns } = piece
  const into = intoNothing(columns)
  const edges = recordEdges(bytes, piece.scanRecords)
  const isRead = async (from: number, to: number): Promise<boolean> => {
    const body = bytes.subarray(edges[from], edges[to])
    try {
      await insertPiece(warehouse, { into, format, body, token: randomUUID(), settings: pieceSettings })
      return true
    } catch {
      return false
    }
  }
  let [read, refused] = [0, edges.length - 1]
  while (refused - read > 1) {
    const middle = Math.floor((read + refused) / 2)
    if (await isRead(read, middle)) read = middle
    else refused = middle
  }
  return (await isRead(read, refused)) ? undefined : refused
}

/** Where each record starts, and where the last one ends. */
function recordEdges(bytes: Uint8Array, scanRecords: ScanRecords): number[] {
  const edges = [0]
  for (let from = 0; from < bytes.byteLength;) {
    const rest = bytes.subarray(from)
    const { end } = scanRecords(rest, 1)
    from += end === 0 ? rest.byteLength : end
    edges.push(from)
  }
  return edges
}
