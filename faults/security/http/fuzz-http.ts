// Made-up requests over HTTP: none ends the API, none is its fault, and every answer is one that is foreseen.
import { expect } from 'vitest'
import { fuzz } from '../fuzz.ts'
import type { ServedApi } from '../served-api.ts'
import { anyRequest, requestBytes } from './any-request.ts'
import { expectForeseen } from './expect-foreseen.ts'
import { httpAnswer } from './http-answer.ts'

export async function fuzzHttp(api: ServedApi, count: number): Promise<void> {
  const kinds = await fuzz(api, {
    inputs: anyRequest,
    count,
    atOnce: 8,
    async send(request) {
      const answer = await httpAnswer(api.port, requestBytes(request, api.port))
      expectForeseen(request, answer)
      return String(answer.status)
    },
  })
  for (const kind of ['200', '202', '400', '404', '405'])
    expect([kind, (kinds.get(kind) ?? 0) > count / 100]).toEqual([kind, true])
}
