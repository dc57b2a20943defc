// What can be wrong with a record of the staging topic, and what its dead letter must say then.
import type { Message } from 'kafkajs'
import type { RandomNumber } from '../matrix/random-numbers.ts'

type Headers = Readonly<Record<string, string>>

interface RecordDamage {
  readonly name: string
  /** Undefined when the block is taken all the same. */
  readonly reason?: RegExp
  records(headers: Headers, value: Buffer, random: RandomNumber): Message[]
}

const withHeader = (name: string, text: (headers: Headers) => string) => (headers: Headers, value: Buffer) => [
  { headers: { ...headers, [name]: text(headers) }, value },
]

const always = (text: string) => () => text
const endlessText = 'x'.repeat(1_000_000)

export const recordDamages: readonly RecordDamage[] = [
  {
    name: 'a bit of the value',
    reason: /CRC-32 is \d+, the header says \d+/,
    records(headers, value, random) {
      const changed = Buffer.from(value)
      const at = Math.floor(random() * value.length)
      changed[at] = (changed[at] ?? 0) ^ (1 << Math.floor(random() * 8))
      return [{ headers, value: changed }]
    },
  },
  {
    name: 'a value cut short',
    reason: /CRC-32 is \d+, the header says \d+/,
    records: (headers, value, random) => [{ headers, value: value.subarray(0, Math.floor(random() * value.length)) }],
  },
  { name: 'no value', reason: /has no frame/, records: (headers) => [{ headers, value: null }] },
  {
    name: 'a header missing',
    reason: /unreadable block header/,
    records(headers, value, random) {
      const names = Object.keys(headers)
      const missing = names[Math.floor(random() * names.length)]
      return [{ headers: Object.fromEntries(Object.entries(headers).filter(([name]) => name !== missing)), value }]
    },
  },
  {
    name: 'a header that is no number',
    reason: /must be a whole number in decimal digits/,
    records: withHeader('crc32', always('0x1f')),
  },
  {
    name: 'the header of another batch',
    reason: /its token is of another/,
    records: withHeader('batch', ({ batch }) => String(Number(batch) - 1)),
  },
  {
    name: 'another schema version',
    reason: /its token is of another/,
    records: withHeader('schemaVersion', always('999')),
  },
  {
    name: 'another run',
    reason: /which this database does not know/,
    records: withHeader('datasetId', always('abcd')),
  },
  {
    name: 'another dataset',
    reason: /which this database does not know/,
    records: withHeader('dataset', always('orders')),
  },
  { name: 'a name without end', reason: /at most 200/, records: withHeader('datasetId', always(endlessText)) },
  { name: 'the wrong format', reason: /cannot insert batch/, records: withHeader('format', always('rowbinary')) },
  { name: 'the wrong encoding', reason: /cannot insert batch/, records: withHeader('encoding', always('none')) },
  { name: 'parts that are none', reason: /unreadable parts/, records: withHeader('parts', always('1/2/3')) },
  { name: "somebody else's message", reason: /unreadable block header/, records: () => [{ value: 'hello' }] },
  { name: 'a foreign header of a megabyte', records: withHeader('trace', always(endlessText)) },
  {
    name: 'the record twice',
    records: (headers, value) => [
      { headers, value },
      { headers, value },
    ],
  },
]
