// Asks the API over HTTP. Every answer is parsed by its route's schema; whatever else comes is an ApiError.
import type { AnswerOf, RouteDefinition } from '@millrace/schemas/api/route.ts'
import { z } from 'zod'
import { ApiError } from './api-error.ts'
import { errorOfAnswer } from './error-of-answer.ts'

/** The API stops its own queries earlier; after this long nobody is there. */
const answerMsMax = 60_000

export interface Answered<T> {
  readonly value: T
  /** Older than it should be: ClickHouse is away. */
  readonly isStale: boolean
  /** How old it was when it was given out. */
  readonly ageSeconds: number
}

/** What is undefined is left out. */
export type Query = Readonly<Record<string, string | number | undefined>>

interface ApiClientOptions {
  /** What comes before the path; empty: the page's own origin. */
  readonly base: string
  readonly fetch?: typeof fetch
}

export class ApiClient {
  readonly #base: string
  readonly #fetch: typeof fetch

  constructor({ base, fetch: given }: ApiClientOptions) {
    this.#base = base.replace(/\/+$/, '')
    // `fetch` wants to be called on the window, and not on this.
    this.#fetch = given ?? ((input, init) => fetch(input, init))
  }

  url(route: Pick<RouteDefinition, 'path'>, query: Query = {}): string {
    const params = new URLSearchParams()
    for (const [name, value] of Object.entries(query)) if (value !== undefined) params.set(name, String(value))
    const search = params.toString()
    return `${this.#base}${route.path}${search === '' ? '' : `?${search}`}`
  }

  /** Rejects with `ApiError`, or with the signal's reason when that is aborted. */
  async get<const Route extends RouteDefinition>(
    route: Route,
    query: Query = {},
    signal?: AbortSignal,
  ): Promise<Answered<AnswerOf<Route>>> {
    const { answer, text } = await this.#answer(this.url(route, query), signal)
    const parsed = z.safeParse<Route['answer']['schema']>(route.answer.schema, jsonOf(text))
    if (!parsed.success) {
      const message = `the answer of ${route.path} is not what it should be: ${z.prettifyError(parsed.error)}`
      throw new ApiError('failed', message, { status: answer.status, cause: parsed.error })
    }
    return {
      value: parsed.data,
      isStale: /;\s*detail=stale\b/.test(answer.headers.get('Cache-Status') ?? ''),
      ageSeconds: ageSeconds(answer.headers.get('Age')),
    }
  }

  async #answer(url: string, signal: AbortSignal | undefined): Promise<{ answer: Response; text: string }> {
    const limit = new AbortController()
    const timer = setTimeout(() => limit.abort(), answerMsMax)
    const signals = signal === undefined ? [limit.signal] : [signal, limit.signal]
    let answer: Response
    let text: string
    try {
      answer = await this.#fetch(url, { signal: AbortSignal.any(signals) })
      if (!answer.ok) throw await errorOfAnswer(answer)
      text = await answer.text()
    } catch (error) {
      signal?.throwIfAborted()
      if (error instanceof ApiError) throw error
      throw new ApiError('away', 'the API does not answer', { cause: error })
    } finally {
      clearTimeout(timer)
    }
    return { answer, text }
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new ApiError('failed', 'the answer is not JSON', { cause: error })
  }
}

function ageSeconds(header: string | null): number {
  return header !== null && /^\d{1,9}$/.test(header) ? Number(header) : 0
}
