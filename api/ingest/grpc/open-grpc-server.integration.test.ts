// Live events over gRPC, from a client of its own to what is staged.
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Client, credentials, makeGenericClientConstructor, Metadata, status, type ServiceError } from '@grpc/grpc-js'
import { readConfig, type Config } from '@millrace/engine/config/config.ts'
import { spoolDir } from '@millrace/engine/staging/spool/spool-paths.ts'
import { stagedRows } from '@millrace/engine/staging/testing/staged-rows.ts'
import { pageEvents } from '@millrace/schemas/datasets/page-events.ts'
import { service as healthService } from 'grpc-health-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { LiveIntake } from '../live-intake.ts'
import { ingestPackage, ingestService } from './ingest-package.ts'
import { openGrpcServer, type GrpcServer } from './open-grpc-server.ts'

const response = z.object({
  accepted: z.number(),
  rejected_total: z.number(),
  rejected: z.array(z.object({ line: z.number(), field: z.string(), reason: z.string() })),
})
type Response = z.output<typeof response>

const service = ingestService(ingestPackage())
const closing: (() => unknown)[] = []
let dir: string
let config: Config
let server: GrpcServer
let unknown: unknown[]

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'millrace-grpc-'))
  closing.push(() => rm(dir, { recursive: true }))
  config = readConfig({ DATA_DIR: dir, STAGING: 'spool', GRPC_PORT: '0' })
  unknown = []
  server = await opened()
})
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
  expect(unknown).toEqual([])
})

async function opened(more: Partial<Config> = {}): Promise<GrpcServer> {
  const intake = new LiveIntake({ ...config, ...more }, pageEvents, () => undefined)
  closing.push(() => intake.close())
  const opening = await openGrpcServer({
    ...config,
    ...more,
    intake,
    token: more.API_TOKEN,
    onUnknownError: (error) => unknown.push(error),
  })
  closing.push(() => opening.close({ graceMs: 0 }))
  return opening
}

function clientOf({ port }: GrpcServer): Client {
  const client = new Client(`127.0.0.1:${port}`, credentials.createInsecure())
  closing.push(() => client.close())
  return client
}

type Call = (settle: (error: ServiceError | null, value?: unknown) => void) => unknown

const settled = (call: Call): Promise<Response> =>
  new Promise((resolve, reject) => {
    call((error, value) => {
      if (error === null) resolve(response.parse(value))
      else reject(error)
    })
  })

interface PublishOptions {
  readonly deadlineMs?: number
  readonly metadata?: Record<string, string>
}

function metadataOf(values: Record<string, string> = {}): Metadata {
  const metadata = new Metadata()
  for (const [name, value] of Object.entries(values)) metadata.set(name, value)
  return metadata
}

function publish(to: GrpcServer, request: object, { metadata }: PublishOptions = {}): Promise<Response> {
  const { path, requestSerialize, responseDeserialize } = methodOf('Publish')
  return settled((settle) =>
    clientOf(to).makeUnaryRequest(path, requestSerialize, responseDeserialize, request, metadataOf(metadata), settle),
  )
}

function methodOf(name: string) {
  const method = service[name]
  if (method === undefined) throw new Error(`there is no ${name}`)
  return method
}

function publishStream(
  to: GrpcServer,
  write: (send: (message: object) => Promise<void>) => Promise<void>,
  { metadata, deadlineMs }: PublishOptions = {},
): Promise<Response> {
  const { path, requestSerialize, responseDeserialize } = methodOf('PublishStream')
  return settled((settle) => {
    const options = deadlineMs === undefined ? {} : { deadline: Date.now() + deadlineMs }
    const call = clientOf(to).makeClientStreamRequest(
      path,
      requestSerialize,
      responseDeserialize,
      metadataOf(metadata),
      options,
      settle,
    )
    const send = (message: object) => new Promise<void>((resolve) => call.write(message, () => resolve()))
    void write(send).then(() => call.end())
  })
}

const event = (user_id: number) => ({ event_type: 'click', user_id })
const jsonLines = (from: number, count: number) =>
  Buffer.from(Array.from({ length: count }, (_, index) => JSON.stringify(event(from + index))).join('\n'))

const staged = () => stagedRows(spoolDir(config))

test('takes JSON Lines and plain events, and reports what it does not take', async () => {
  const text = (value: string) => ({ stringValue: value })
  const answer = await publish(server, {
    events: [
      {
        fields: {
          event_type: text('click'),
          user_id: { numberValue: 1 },
          metadata: { structValue: { fields: { a: text('b') } } },
        },
      },
      { fields: { event_type: text('click'), user_id: { listValue: { values: [] } } } },
    ],
    json_lines: Buffer.concat([jsonLines(2, 3), Buffer.from('\nx\n')]),
  })
  expect(answer.accepted).toBe(4)
  expect(answer.rejected.map(({ line, field }) => [line, field])).toEqual([
    [2, 'user_id'],
    [6, ''],
  ])
  expect(await staged()).toEqual({ rows: 4, keys: 0 })
})

test('a stream is one request, its lines numbered through, whatever its messages', async () => {
  const answer = await publishStream(server, async (send) => {
    for (let from = 0; from < 40_000; from += 1_000) await send({ json_lines: jsonLines(from, 1_000) })
    await send({ json_lines: Buffer.from('x') })
    await send({})
  })
  expect(answer).toMatchObject({ accepted: 40_000, rejected_total: 1, rejected: [{ line: 40_001 }] })
  expect((await staged()).rows).toBe(40_000)
  expect(await publishStream(server, () => Promise.resolve())).toMatchObject({ accepted: 0, rejected_total: 0 })
})

test('a request that is repeated under its key is staged once by the same process', async () => {
  const keyed = { json_lines: jsonLines(0, 10), idempotency_key: 'a' }
  const answers = await Promise.all([publish(server, keyed), publish(server, keyed)])
  answers.push(await publishStream(server, (send) => send(keyed)))
  answers.push(await publish(server, { json_lines: jsonLines(0, 10) }, { metadata: { 'idempotency-key': 'a' } }))
  expect(answers.map(({ accepted }) => accepted)).toEqual([10, 10, 10, 10])
  expect(await staged()).toEqual({ rows: 10, keys: 1 })
  await expect(publish(server, { idempotency_key: 'ä' })).rejects.toMatchObject({ code: status.INVALID_ARGUMENT })
})

test('a deadline ends a stream; what was staged by then stays', async () => {
  const stopping = new AbortController()
  const publishing = publishStream(
    server,
    async (send) => {
      for (let from = 0; !stopping.signal.aborted; from += 10_000) {
        await send({ json_lines: jsonLines(from, 10_000) })
        await delay(5)
      }
    },
    { deadlineMs: 700 },
  )
  await expect(publishing).rejects.toMatchObject({ code: status.DEADLINE_EXCEEDED })
  stopping.abort()
  expect(await publish(server, { json_lines: jsonLines(0, 1) })).toMatchObject({ accepted: 1 })
})

describe('who may publish', () => {
  const token = 'a-token-of-some-length'

  test('whoever has the token', async () => {
    const guarded = await opened({ API_TOKEN: token })
    const request = { json_lines: jsonLines(0, 1) }
    await expect(publish(guarded, request)).rejects.toMatchObject({ code: status.UNAUTHENTICATED })
    await expect(publishStream(guarded, (send) => send(request))).rejects.toMatchObject({
      code: status.UNAUTHENTICATED,
    })
    const metadata = { authorization: `Bearer ${token}` }
    expect(await publish(guarded, request, { metadata })).toMatchObject({ accepted: 1 })
  })
})

test('when as much is staged as may be, calls are told to come again', async () => {
  await publish(server, { json_lines: jsonLines(0, 1) })
  const full = await opened({ STAGED_BYTES_MAX: 1 })
  const refused = publish(full, { json_lines: jsonLines(0, 1) })
  await expect(refused).rejects.toMatchObject({ code: status.RESOURCE_EXHAUSTED })
  const { metadata } = (await refused.catch((error: unknown) => error)) as ServiceError
  expect(metadata.getMap()).toMatchObject({ 'retry-after': '2', accepted: '0' })
})

test("messages that are no requests are the client's fault, and change nothing for others", async () => {
  const { path, responseDeserialize } = methodOf('Publish')
  const raw = (bytes: Buffer) =>
    settled((settle) => clientOf(server).makeUnaryRequest(path, () => bytes, responseDeserialize, {}, settle))
  await expect(raw(Buffer.from([0xff, 0xff, 0xff]))).rejects.toMatchObject({ code: expect.any(Number) as number })
  // events: [{ fields: { "": { structValue: { fields: … } } } }], very deep
  let deep = Buffer.alloc(0)
  for (let depth = 0; depth < 3_000; depth++) {
    const value = Buffer.concat([Buffer.from([0x2a]), lengthOf(deep), deep])
    const entry = Buffer.concat([Buffer.from([0x12]), lengthOf(value), value])
    deep = Buffer.concat([Buffer.from([0x0a]), lengthOf(entry), entry])
  }
  await expect(raw(Buffer.concat([Buffer.from([0x0a]), lengthOf(deep), deep]))).rejects.toBeInstanceOf(Error)
  expect(await publish(server, { json_lines: jsonLines(0, 1) })).toMatchObject({ accepted: 1 })
})

function lengthOf({ byteLength }: Buffer): Buffer {
  const bytes: number[] = []
  for (let rest = byteLength; ; rest >>>= 7) {
    bytes.push(rest > 0x7f ? (rest & 0x7f) | 0x80 : rest)
    if (rest <= 0x7f) return Buffer.from(bytes)
  }
}

test('with a certificate it talks TLS, and nothing else', async () => {
  const [GRPC_TLS_CERT, GRPC_TLS_KEY] = [join(dir, 'cert.pem'), join(dir, 'key.pem')]
  await promisify(execFile)('openssl', [
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=localhost'],
    ...['-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', GRPC_TLS_KEY, '-out', GRPC_TLS_CERT],
  ])
  const guarded = await opened({ GRPC_TLS_CERT, GRPC_TLS_KEY })
  const { path, requestSerialize, responseDeserialize } = methodOf('Publish')
  const client = new Client(`127.0.0.1:${guarded.port}`, credentials.createSsl(await readFile(GRPC_TLS_CERT)))
  closing.push(() => client.close())
  const request = { json_lines: jsonLines(0, 2) }
  const taken = settled((settle) =>
    client.makeUnaryRequest(path, requestSerialize, responseDeserialize, request, settle),
  )
  expect(await taken).toMatchObject({ accepted: 2 })
  await expect(publish(guarded, request)).rejects.toMatchObject({ code: status.UNAVAILABLE })
  await expect(opened({ GRPC_TLS_CERT })).rejects.toThrow('GRPC_TLS_CERT and GRPC_TLS_KEY go together')
  await expect(opened({ GRPC_TLS_CERT: '/nowhere', GRPC_TLS_KEY })).rejects.toThrow('GRPC_TLS_CERT=/nowhere')
})

test('health and reflection answer', async () => {
  const Health = makeGenericClientConstructor(healthService, 'Health')
  const health = new Health(`127.0.0.1:${server.port}`, credentials.createInsecure())
  closing.push(() => health.close())
  const checked = await new Promise((resolve, reject) => {
    health['check']?.call(health, { service: 'millrace.v1.Ingest' }, (error: ServiceError | null, value: unknown) => {
      if (error === null) resolve(value)
      else reject(error)
    })
  })
  expect(checked).toMatchObject({ status: 'SERVING' })
})

test('a port that is taken is said so, with who has it', async () => {
  await expect(opened({ GRPC_PORT: server.port })).rejects.toMatchObject({
    code: 'CONFIG',
    message: expect.stringMatching(
      new RegExp(`GRPC_PORT=${server.port} is not valid: .*\\(process ${process.pid}\\)`),
    ) as string,
  })
})
