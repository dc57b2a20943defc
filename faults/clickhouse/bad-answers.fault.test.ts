// ClickHouse, or a proxy before it, answers badly now and then: nothing of it may cost a block, or make a dead letter of one.
import { afterAll } from 'vitest'
import { faultTest } from '../matrix/fault-test.ts'
import type { FaultOutcome } from '../matrix/fault-row.ts'
import { oneOf, type RandomNumber } from '../matrix/random-numbers.ts'
import { seedDisturbed } from '../pipeline/seed-disturbed.ts'
import { openTestPipeline, PipelineTry } from '../pipeline/test-pipeline.ts'
import { AnsweringProxy, type AskedRequest, type Interfere } from './answering-proxy.ts'
import { badAnswers, type BadAnswer, type BadAnswerGroup } from './bad-answer.ts'

/** Of inserts of blocks; of all else fewer, for what is done before the first is begun again from its start when it fails. */
const answeredBadly = { insert: 0.3, other: 0.06 }
const pipeline = await openTestPipeline()
const proxy = await AnsweringProxy.open(() => pipeline.clickHouse.endpoint.url)
afterAll(() => proxy.close())

async function tryAnswers(interfere: Interfere): Promise<FaultOutcome> {
  const before = proxy.interferedCount
  const attempt = new PipelineTry(pipeline, { CLICKHOUSE_URL: proxy.url })
  const outcome = await seedDisturbed(attempt, {
    rowCount: 100_000,
    batchRows: 5_000,
    disturb: (over) => proxy.interfereUntil(over, interfere),
  })
  if (proxy.interferedCount === before) throw new Error('no request was answered badly')
  return outcome
}

type IsMeant = (request: AskedRequest) => boolean

function nowAndThen(group: BadAnswerGroup, random: RandomNumber, isMeant: IsMeant): Interfere {
  const answers: readonly BadAnswer[] = badAnswers[group]
  return (request) => {
    const answer = oneOf(answers, random)
    const share = answeredBadly[isInsertOfBlock(request) ? 'insert' : 'other']
    if (!isMeant(request) || random() > share) return undefined
    return { answer, isDone: random() < 0.5 }
  }
}

const isAny = (): boolean => true
const isInsertOfBlock: IsMeant = ({ query }) => /INSERT INTO .*page_events/.test(query)

interface Row {
  readonly group: BadAnswerGroup
  readonly fault: string
  readonly holds: string
  readonly isMeant: IsMeant
  readonly short: number
}

const rows: readonly Row[] = [
  {
    group: 'overloaded',
    fault: 'too many parts, no memory, too many queries, timeouts, a quota that is used up',
    holds: 'each is tried again, no dead letters',
    isMeant: isAny,
    short: 0,
  },
  {
    group: 'readOnly',
    fault: 'a table or a server that is read-only for a while',
    holds: 'each insert is tried again, no dead letters',
    isMeant: isInsertOfBlock,
    short: 0,
  },
  {
    group: 'gateway',
    fault: '500 without a body, 429, and 502 to 504 with the HTML of a proxy',
    holds: 'each is tried again, no dead letters',
    isMeant: isAny,
    short: 0,
  },
  {
    group: 'turnedAway',
    fault: '401 and 403 in the middle of a run, as while a password is being changed',
    holds: 'each is tried again, no dead letters',
    isMeant: isInsertOfBlock,
    short: 0,
  },
  {
    group: 'untrue',
    fault: 'success that is none: an exception in a 200, a page of a proxy, wrong JSON, an answer that is cut',
    holds: 'none of it passes for an insert that is done',
    isMeant: isAny,
    short: 1,
  },
]

for (const { group, fault, holds, isMeant, short } of rows) {
  faultTest(
    { id: `clickhouse-answers-${group}`, part: 'ClickHouse', fault, holds, times: { short, full: 20 } },
    (random) => tryAnswers(nowAndThen(group, random, isMeant)),
  )
}

faultTest(
  {
    id: 'clickhouse-answers-damagedOnTheWay',
    part: 'ClickHouse',
    fault: 'a block refused because it arrived damaged or cut, twice at most',
    holds: 'it is sent again before it counts as refused',
    times: { short: 0, full: 20 },
  },
  (random) => {
    const refusals = new Map<string | undefined, number>()
    return tryAnswers((request) => {
      const { token } = request
      const refusedBefore = refusals.get(token) ?? 0
      const answer = oneOf(badAnswers.damagedOnTheWay, random)
      if (!isInsertOfBlock(request) || refusedBefore >= 2 || random() > 0.5) return undefined
      refusals.set(token, refusedBefore + 1)
      return { answer, isDone: false }
    })
  },
)
