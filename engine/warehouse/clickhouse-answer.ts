// Makes sure that an answer of success is one, and ClickHouse's own. It promises that nothing passes for done because
// something between us and the server said 200: a proxy's page, or an exception that came after the head of the answer.
import { parseError } from '@clickhouse/client'

const shownCharsMax = 300

/** By lower-case name, as Node.js gives them. */
export type AnswerHeaders = Readonly<Record<string, string | readonly string[] | undefined>>

/** Throws when none of the headers is one that every answer of ClickHouse has some of. */
export function assertFromClickHouse(headers: AnswerHeaders): void {
  if (Object.keys(headers).some((name) => name.startsWith('x-clickhouse-'))) return
  throw new Error('what answered is not ClickHouse: a proxy in between, or another server at CLICKHOUSE_URL')
}

/** Of an insert or any other statement that answers nothing when it is done. Throws what the body says instead, `ClickHouseError` if it is one. */
export function assertDone(headers: AnswerHeaders, body: string): void {
  if (body.trim() !== '') throw parseError(body.slice(0, shownCharsMax))
  assertFromClickHouse(headers)
}
