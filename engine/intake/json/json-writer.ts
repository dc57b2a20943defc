// Writes a value that came as JSON into a column, as RowBinary, or says what the column takes instead.
import type { ByteSink } from '../../encode/rowbinary/byte-sink.ts'

/**
 * Appends the value, or returns the rule that it breaks, as a noun phrase ("an integer from 0 to 255"). What was appended
 * before the rule was found broken is the caller's to take back.
 */
export type JsonWriter = (sink: ByteSink, value: unknown) => string | undefined
