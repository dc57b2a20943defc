// Stands in for `fetch`, for faults that the real API does not have on demand.
import { vi } from 'vitest'

type Handler = (url: URL, signal: AbortSignal | undefined) => Response | Promise<Response>

export interface FakeFetch {
  readonly fetch: typeof fetch
  /** Every address that was asked for, in order. */
  readonly asked: URL[]
  handler: Handler
}

export function fakeFetch(handler: Handler): FakeFetch {
  const fake: FakeFetch = {
    asked: [],
    handler,
    fetch: vi.fn<typeof fetch>(async (input, init) => {
      if (typeof input !== 'string') throw new TypeError('asked with something else than text')
      const url = new URL(input, 'http://page.test')
      fake.asked.push(url)
      const signal = init?.signal ?? undefined
      return fake.handler(url, signal)
    }),
  }
  return fake
}

/** Never answers; rejects when it is aborted, as the real one does. */
export function neverAnswers(_url: URL, signal: AbortSignal | undefined): Promise<Response> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')))
  })
}

export function json(value: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(value), { headers: { 'Content-Type': 'application/json', ...headers } })
}

/** An error as the API answers it. */
export function problemAnswer(
  status: number,
  { headers = {}, errors }: { headers?: Record<string, string>; errors?: Record<string, string[]> } = {},
): Response {
  const body = { type: 'about:blank', title: 'T', status, detail: `detail of ${status}`, request_id: 'r1', errors }
  return new Response(JSON.stringify(body), { status, headers })
}
