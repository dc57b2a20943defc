// Web analytics events: what visitors of a site do, session by session.
import type { ColumnValue } from '../column/column-value.ts'
import { dateTime64, lowCardinality, map, string, uint32, uint64, uuid } from '../column/types.ts'
import { defineDataset } from '../dataset/dataset.ts'
import { logNormal, power } from '../dataset/distribution.ts'
import { countryCodes } from './country-codes.ts'

const eventTypes = { page_view: 58, scroll: 16, click: 15, search: 5, add_to_cart: 3, form_submit: 2, purchase: 1 }
const devices = { mobile: 58, desktop: 37, tablet: 4, tv: 1 }

const browsers = ['Chrome', 'Safari', 'Edge', 'Firefox', 'Samsung Internet', 'Opera']
const systems = ['Android', 'Windows', 'iOS', 'macOS', 'Linux', 'ChromeOS']
const campaigns = [undefined, 'spring_sale', 'newsletter', 'retargeting', 'brand', 'partner']

const searchEngines = ['https://www.google.com/', 'https://www.bing.com/', 'https://duckduckgo.com/']

/** The first combinations of browser and system are without a campaign, as most visits are. */
function metadata(index: number): ColumnValue {
  const entries: [string, string][] = [
    ['browser', browsers[index % browsers.length] ?? ''],
    ['os', systems[Math.floor(index / browsers.length) % systems.length] ?? ''],
  ]
  const campaign = campaigns[Math.floor(index / (browsers.length * systems.length))]
  if (campaign !== undefined) entries.push(['campaign', campaign])
  return new Map(entries)
}

export const pageEvents = defineDataset({
  name: 'page_events',
  comment: 'Web analytics events, grouped in sessions',
  schemaVersion: 2,
  columns: [
    { name: 'event_id', type: uuid, source: { from: 'uuid-v7' }, comment: 'UUID v7 of the event' },
    {
      name: 'ts',
      type: dateTime64(3, 'UTC'),
      source: { from: 'time' },
      codec: 'DoubleDelta, LZ4',
      comment: 'When it happened',
    },
    {
      name: 'event_type',
      type: lowCardinality(string),
      source: {
        from: 'pool',
        values: Object.keys(eventTypes),
        weights: { shape: 'weighted', weights: Object.values(eventTypes) },
      },
      comment: 'What happened',
    },
    {
      name: 'user_id',
      type: uint64,
      source: { from: 'number', distribution: power(5_000_000, 3) },
      per: 'session',
      comment: 'Who did it: few users come often, most come rarely',
    },
    {
      name: 'session_id',
      type: uuid,
      source: { from: 'uuid-v4' },
      per: 'session',
      comment: 'The visit it belongs to',
    },
    {
      name: 'url',
      type: string,
      source: {
        from: 'pool',
        values: {
          count: 4096,
          make: (faker, index) =>
            index === 0
              ? 'https://shop.example/'
              : `https://shop.example/${faker.commerce.department().toLowerCase()}/${faker.lorem.word()}`,
        },
        weights: { shape: 'zipf', exponent: 0.9 },
      },
      comment: 'Page it happened on',
    },
    {
      name: 'referrer',
      type: string,
      source: {
        from: 'pool',
        values: {
          count: 256,
          make: (faker, index) =>
            index === 0 ? '' : (searchEngines[index - 1] ?? `https://${faker.internet.domainName()}/`),
        },
        weights: { shape: 'zipf', exponent: 1.3 },
      },
      comment: 'Page the visitor came from; empty when direct',
    },
    {
      name: 'country',
      type: lowCardinality(string),
      source: { from: 'pool', values: countryCodes, weights: { shape: 'zipf', exponent: 1 } },
      per: 'session',
      comment: 'ISO 3166-1 alpha-2',
    },
    {
      name: 'device',
      type: lowCardinality(string),
      source: {
        from: 'pool',
        values: Object.keys(devices),
        weights: { shape: 'weighted', weights: Object.values(devices) },
      },
      per: 'session',
      comment: 'Kind of device',
    },
    {
      name: 'duration_ms',
      type: uint32,
      source: { from: 'number', distribution: logNormal(2_400, 1.3, 3_600_000) },
      comment: 'How long it took, in milliseconds',
    },
    {
      name: 'metadata',
      type: map(string, string),
      source: {
        from: 'pool',
        values: { count: 216, make: (_faker, index) => metadata(index) },
        weights: { shape: 'zipf', exponent: 0.9 },
      },
      per: 'session',
      comment: "Further facts by key: metadata['browser'], ['os'], ['campaign']",
    },
  ],
  roles: { time: 'ts', id: 'event_id', category: 'event_type', actor: 'user_id' },
  sessions: { rowsPerSession: logNormal(6, 0.9, 200), gapMs: logNormal(9_000, 1.2, 600_000) },
})
