// Made-up gRPC calls: each ends with a status that says what was wrong with it, and none is the API's fault.
import { expect } from 'vitest'
import { fuzz } from '../fuzz.ts'
import type { ServedApi } from '../served-api.ts'
import { anyCall } from './any-call.ts'
import { rawCall, type CallEnd, type RawCall } from './raw-call.ts'

/** By number: https://grpc.github.io/grpc/core/md_doc_statuscodes.html */
const statusNames = [
  ...['OK', 'CANCELLED', 'UNKNOWN', 'INVALID_ARGUMENT', 'DEADLINE_EXCEEDED', 'NOT_FOUND', 'ALREADY_EXISTS'],
  ...['PERMISSION_DENIED', 'RESOURCE_EXHAUSTED', 'FAILED_PRECONDITION', 'ABORTED', 'OUT_OF_RANGE', 'UNIMPLEMENTED'],
  ...['INTERNAL', 'UNAVAILABLE', 'DATA_LOSS', 'UNAUTHENTICATED'],
]
/** What gRPC itself says of bytes that are no message (its status codes: INTERNAL, "error parsing request"). */
const notAMessage = /deserializ|message frame|compress|encoding|Received RST_STREAM|invalid grpc-timeout/i

export async function fuzzGrpc(api: ServedApi, count: number): Promise<void> {
  const kinds = await fuzz(api, {
    inputs: anyCall,
    count,
    atOnce: 16,
    async send(call) {
      const end = await rawCall(api.grpcPort, call)
      expectForeseen(call, end)
      if (end.status !== undefined) return statusNames[end.status] ?? String(end.status)
      return end.httpStatus === undefined ? 'reset' : `HTTP ${end.httpStatus}`
    },
  })
  for (const kind of ['OK', 'INTERNAL', 'UNIMPLEMENTED', 'RESOURCE_EXHAUSTED']) {
    expect([kind, (kinds.get(kind) ?? 0) > count / 100]).toEqual([kind, true])
  }
  expect(kinds.get('reset') ?? 0).toBeLessThan(count / 10)
}

function expectForeseen({ metadata }: RawCall, { httpStatus, status, message }: CallEnd): void {
  expect(httpStatus === undefined ? 0 : httpStatus).toBeLessThan(500)
  if (metadata['content-type'] !== undefined && httpStatus === 415) return
  expect(message).not.toContain('something went wrong')
  const name = statusNames[status ?? 0]
  if (name === 'INTERNAL') expect(message).toMatch(notAMessage)
  else expect(['UNKNOWN', 'DATA_LOSS', undefined]).not.toContain(name)
}
