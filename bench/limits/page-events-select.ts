// The statement that makes rows like page_events: the same columns, distributions and cardinalities, sorted by time.
import { benchAnchorMs, benchDays } from './bench-times.ts'

const spanMs = benchDays * 86_400_000
/** Of each window of rows, so many sessions are the visitors, in turns: nine rows each. */
const windowRows = 4608
const windowSessions = 512
const users = 5_000_000

/**
 * Values are elements of constant arrays, taken once from a sample of real rows: the fastest way there is to draw from a
 * pool (a dictionary costs twice, `transform` three times as much). One hash picks what an event has, one what its session
 * has. Ids and users, which are many more than the sample has, are computed.
 */
export function pageEventsSelect(sample: string, sampleRows: number, rows: number): string {
  const pool = (column: string): string => `(SELECT groupArray(${column}) FROM ${sample}) AS ${column}_pool`
  const stepMs = spanMs / rows
  return `WITH ${['event_type', 'url', 'referrer', 'country', 'device', 'duration_ms', 'metadata'].map(pool).join(', ')},
  intHash64(number) AS event,
  intDiv(number, ${windowRows}) * ${windowSessions} + event % ${windowSessions} AS session,
  cityHash64(session) AS visit,
  1 + bitShiftRight(event, 32) % ${sampleRows} AS eventPick,
  1 + visit % ${sampleRows} AS sessionPick
SELECT
  dateTimeToUUIDv7(toDateTime(ts)) AS event_id,
  fromUnixTimestamp64Milli(toInt64(${benchAnchorMs - spanMs} + (number + event / 18446744073709551616) * ${stepMs}), 'UTC') AS ts,
  event_type_pool[eventPick] AS event_type,
  toUInt64(${users} * pow(visit / 18446744073709551616, 3)) AS user_id,
  reinterpret(sipHash128(session), 'UUID') AS session_id,
  url_pool[eventPick] AS url,
  referrer_pool[eventPick] AS referrer,
  country_pool[sessionPick] AS country,
  device_pool[sessionPick] AS device,
  duration_ms_pool[eventPick] AS duration_ms,
  metadata_pool[sessionPick] AS metadata
FROM numbers_mt(${rows})`
}
