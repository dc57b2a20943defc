// gRPC calls that are anything: right and wrong methods, metadata, protobuf that is none, lengths that lie, deep structures.
import { ingestPackage, ingestService } from '@millrace/api/ingest/grpc/ingest-package.ts'
import fc from 'fast-check'
import { hostileTexts } from '../hostile-text.ts'
import { framed, type RawCall } from './raw-call.ts'

const { Publish } = ingestService(ingestPackage())
const serialize = (request: object): Uint8Array => Publish?.requestSerialize(request) ?? Buffer.alloc(0)

const text = fc.oneof(fc.string({ maxLength: 30 }), fc.constantFrom(...hostileTexts.map((each) => each.toWellFormed())))
const field = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('event_type', 'user_id', 'metadata', 'ts', '__proto__', 'constructor') },
  text,
)
const { value } = fc.letrec<{ value: object }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    text.map((stringValue) => ({ stringValue })),
    fc.double().map((numberValue) => ({ numberValue })),
    fc.boolean().map((boolValue) => ({ boolValue })),
    fc.constantFrom({ nullValue: 0 }, {}),
    fc.array(tie('value'), { maxLength: 3 }).map((values) => ({ listValue: { values } })),
    fc.dictionary(field, tie('value'), { maxKeys: 3 }).map((fields) => ({ structValue: { fields } })),
  ),
}))
const event = fc.dictionary(field, value, { maxKeys: 5 }).map((fields) => ({ fields }))
const message = fc
  .record({
    events: fc.array(event, { maxLength: 3 }),
    json_lines: fc.oneof(
      fc.json().map((json) => Buffer.from(json)),
      fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
    ),
    idempotency_key: fc.oneof({ weight: 4, arbitrary: fc.constant('') }, text),
  })
  .map(serialize)
const damaged = fc
  .tuple(message, fc.nat(), fc.integer({ min: 1, max: 255 }))
  .map(([bytes, at, change]) =>
    Buffer.from(bytes).map((byte, index) => (index === at % bytes.byteLength ? byte ^ change : byte)),
  )

const frame = fc.oneof(
  { weight: 4, arbitrary: message.map((bytes) => framed(bytes)) },
  { weight: 3, arbitrary: damaged.map((bytes) => framed(bytes)) },
  { weight: 2, arbitrary: fc.uint8Array({ maxLength: 80 }).map((bytes) => framed(bytes)) },
  fc.tuple(message, fc.integer({ min: 0, max: 2 ** 32 - 1 })).map(([bytes, claimed]) => framed(bytes, claimed)),
  fc.tuple(message, fc.integer({ min: 1, max: 255 })).map(([bytes, flag]) => framed(bytes, bytes.byteLength, flag)),
  fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes)),
  fc.integer({ min: 1, max: 5_000 }).map((depth) => framed(deepEvent(depth))),
)
const path = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('/millrace.v1.Ingest/Publish', '/millrace.v1.Ingest/PublishStream') },
  fc.constantFrom(
    '/millrace.v1.Ingest/',
    '/grpc.health.v1.Health/Check',
    '/grpc.reflection.v1.ServerReflection/ServerReflectionInfo',
    '/',
    '*',
    '/a/b/c',
    '/__proto__/constructor',
  ),
)
const headerText = fc.string({
  unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
  minLength: 1,
  maxLength: 30,
})
const metadata = fc.dictionary(
  fc.constantFrom(
    'authorization',
    'idempotency-key',
    'grpc-timeout',
    'grpc-encoding',
    'grpc-accept-encoding',
    'user-agent',
    'x-any-bin',
    'content-type',
  ),
  fc.oneof(headerText, fc.constantFrom('gzip', '1S', '99999999H', 'application/grpc+json', 'text/plain', 'Bearer x')),
  { maxKeys: 2, noNullPrototype: true },
)

export const anyCall: fc.Arbitrary<RawCall> = fc.record({ path, metadata, pieces: fc.array(frame, { maxLength: 3 }) })

/** A `Struct` in a `Struct` in a `Struct`, written from the inside: protobuf's own writer would run out of stack. */
function deepEvent(depth: number): Uint8Array {
  let value: Buffer = Buffer.from([0x08, 0x00]) // null_value
  for (let level = 0; level < depth; level++) {
    const struct = lengthDelimited(1, Buffer.concat([lengthDelimited(1, Buffer.from('a')), lengthDelimited(2, value)]))
    value = lengthDelimited(5, struct) // struct_value
  }
  const fields = lengthDelimited(
    1,
    Buffer.concat([lengthDelimited(1, Buffer.from('metadata')), lengthDelimited(2, value)]),
  )
  return lengthDelimited(1, fields)
}

function lengthDelimited(number: number, bytes: Buffer): Buffer {
  const head = [(number << 3) | 2]
  let left = bytes.byteLength
  for (; left > 0x7f; left >>>= 7) head.push((left & 0x7f) | 0x80)
  return Buffer.concat([Buffer.from([...head, left]), bytes])
}
