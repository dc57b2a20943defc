// How one drawn column is written into a Native block: as a whole, column after column, so that each is a tight loop over
// one kind of value.
import type { ByteSink } from '../rowbinary/byte-sink.ts'

export interface ColumnWriter {
  /** Appends the column's data for the first `rowCount` rows. */
  write(sink: ByteSink, rowCount: number): void
}
