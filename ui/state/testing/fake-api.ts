// An API that answers well, and keeps what it was asked; one of its routes may fail.
import type { DatasetEntry } from '@millrace/schemas/api/answers/datasets.ts'
import { fakeFetch, json, type FakeFetch } from '../../connect/testing/fake-fetch.ts'
import { counters } from '../../connect/testing/push-messages.ts'
import { pageEventOf } from './page-event-of.ts'

type Answers = Record<string, (url: URL) => Response>

export interface FakeApi extends FakeFetch {
  /** By path; each may be replaced. */
  readonly answers: Answers
  /** What was asked of a path since the last call of this. */
  newlyAsked(path: string): URLSearchParams[]
  /** Paths that were asked since the last call, each once, sorted. */
  newPaths(): string[]
}

export function fakeApi(): FakeApi {
  const answers: Answers = {
    '/metrics/datasets': () =>
      json([datasetEntryOf('page_events'), datasetEntryOf('orders'), datasetEntryOf('untimed', null)]),
    '/metrics/overview': () => json({ total_events: 3, unique_users: 2, events_last_hour: 1 }),
    '/metrics/time-series': () => json([{ bucket: '2026-11-24T12:00:00.000Z', count: 3 }]),
    '/metrics/type-breakdown': () => json({ click: 1, page_view: 3, purchase: 1 }),
    '/metrics/top': () => json([{ key: 'x', count: 3 }]),
    '/metrics/events': () => json({ events: [pageEventOf(1)], next_cursor: null }),
    '/pipeline': () => json(pipelineAnswer()),
  }
  const fake = fakeFetch((url) => answers[url.pathname]?.(url) ?? new Response('', { status: 404 }))
  const taken = new Map<string, number>()
  const newlyAsked = (path: string): URLSearchParams[] => {
    const all = fake.asked.filter(({ pathname }) => pathname === path)
    const before = taken.get(path) ?? 0
    taken.set(path, all.length)
    return all.slice(before).map(({ searchParams }) => searchParams)
  }
  const newPaths = (): string[] =>
    [...new Set(fake.asked.map(({ pathname }) => pathname))].filter((path) => newlyAsked(path).length > 0).sort()
  return Object.assign(fake, { answers, newlyAsked, newPaths })
}

function datasetEntryOf(name: string, time: string | null = 'at'): DatasetEntry {
  const [earliest, latest] = time === null ? [null, null] : ['1992-01-01T00:00:00.000Z', '1998-11-30T00:00:00.000Z']
  return { name, rows: 3, time, earliest, latest, events: false }
}

function pipelineAnswer(): object {
  return { ...counters(), type: undefined, pipelines: [], services: {} }
}
