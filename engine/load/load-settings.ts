// How the server is to read a piece, so that it makes the same blocks of the same bytes each time: the token of an insert
// stands for its first block, the second, and so on.
import type { ClickHouseSettings } from '@clickhouse/client'

const rowsMax = '1048449'

/** Nothing is left out or filled in without a word: a file with other columns is refused. */
const common: ClickHouseSettings = {
  input_format_skip_unknown_fields: 0,
  input_format_parquet_allow_missing_columns: 0,
  date_time_input_format: 'best_effort',
}

/** A piece that was cut here, of at most a million rows, is one block, however long they are. */
export const pieceSettings: ClickHouseSettings = {
  ...common,
  max_insert_block_size: rowsMax,
  min_insert_block_size_rows: rowsMax,
  min_insert_block_size_bytes: '0',
  // Each piece begins without a header: a row that looks like one is a row.
  input_format_csv_detect_header: 0,
}

/** A file that the server takes as a whole is as many blocks as it has, in their order. */
export const wholeFileSettings: ClickHouseSettings = {
  ...common,
  max_insert_threads: '1',
  input_format_parallel_parsing: 0,
  input_format_parquet_preserve_order: 1,
  min_insert_block_size_rows: '0',
  min_insert_block_size_bytes: '0',
}
