// The overview as the route answers it. What is cheap to count is counted for itself, and so more often than the users are,
// of whom it takes a merge of all bitmaps to know how many there are.
//
// All counts but that of the users come from one row of answers, each made after the one before it: a total that is taken now
// from this and now from that answer would go back at times, for the one that began later may have counted earlier.
import { overview, type Overview } from '@millrace/schemas/api/answers/overview.ts'
import { overviewRoute } from '@millrace/schemas/api/routes.ts'
import type { EventQueries } from '../query/event-queries.ts'
import type { KeptAnswer, KeptReads } from './kept-reads.ts'

const counts = overview.omit({ unique_users: true })
const { path } = overviewRoute

type OverviewQueries = Pick<EventQueries, 'overview' | 'overviewCounts'>

export class KeptOverview {
  readonly #queries: OverviewQueries
  readonly #kept: KeptReads
  #newest = { wholeMadeAtMs: NaN, countsMadeAtMs: NaN, body: '' }

  constructor(queries: OverviewQueries, kept: KeptReads) {
    this.#queries = queries
    this.#kept = kept
  }

  async read(): Promise<Overview> {
    return overview.parse(JSON.parse((await this.answer()).body))
  }

  async answer(): Promise<KeptAnswer> {
    const whole = await this.#kept.read(path, {}, async () => JSON.stringify(await this.#queries.overview(Date.now())))
    const cheap = await this.#kept.read(`${path} counts`, {}, async () =>
      JSON.stringify(await this.#queries.overviewCounts(Date.now())),
    )
    return { ...cheap, body: this.#combined(whole, cheap) }
  }

  /** Made once for the same two, however often it is asked for. */
  #combined(whole: KeptAnswer, cheap: KeptAnswer): string {
    const { wholeMadeAtMs, countsMadeAtMs } = this.#newest
    if (whole.madeAtMs !== wholeMadeAtMs || cheap.madeAtMs !== countsMadeAtMs) {
      const both = { ...overview.parse(JSON.parse(whole.body)), ...counts.parse(JSON.parse(cheap.body)) }
      this.#newest = { wholeMadeAtMs: whole.madeAtMs, countsMadeAtMs: cheap.madeAtMs, body: JSON.stringify(both) }
    }
    return this.#newest.body
  }
}
