// Orders of a shop: decimals, nullables, enums, arrays of tuples, dates. As unlike page events as a dataset can be.
import type { ColumnValue } from '../column/column-value.ts'
import {
  array,
  bool,
  date,
  dateTime,
  decimal,
  enum8,
  fixedString,
  float32,
  ipv4,
  namedTuple,
  nullable,
  string,
  uint32,
  uint64,
  uint8,
} from '../column/types.ts'
import { defineDataset } from '../dataset/dataset.ts'
import { logNormal, power, uniform } from '../dataset/distribution.ts'

const statuses = { placed: 1, paid: 2, shipped: 3, delivered: 4, returned: 5, cancelled: 6 }
const hourMs = 3_600_000

export const orders = defineDataset({
  name: 'orders',
  comment: 'Orders of a shop',
  schemaVersion: 2,
  columns: [
    { name: 'order_id', type: uint64, source: { from: 'sequence' }, comment: 'Number of the order' },
    { name: 'placed_at', type: dateTime('UTC'), source: { from: 'time' }, comment: 'When it was placed' },
    { name: 'order_date', type: date, source: { from: 'time' }, comment: 'Day it was placed' },
    {
      name: 'status',
      type: enum8(statuses),
      source: {
        from: 'pool',
        values: Object.keys(statuses),
        weights: { shape: 'weighted', weights: [5, 8, 12, 66, 6, 3] },
      },
      comment: 'How far it has come',
    },
    {
      name: 'customer_id',
      type: uint32,
      source: { from: 'number', distribution: power(800_000, 2) },
      comment: 'Who ordered',
    },
    {
      name: 'currency',
      type: fixedString(3),
      source: {
        from: 'pool',
        values: ['EUR', 'USD', 'GBP', 'JPY', 'CHF', 'SEK'],
        weights: { shape: 'zipf', exponent: 1.2 },
      },
      comment: 'ISO 4217',
    },
    {
      name: 'total',
      type: decimal(12, 2),
      source: { from: 'number', distribution: logNormal(4_900, 0.8, 5_000_000) },
      codec: 'T64, LZ4',
      comment: 'To pay',
    },
    {
      name: 'discount',
      type: nullable(decimal(9, 2)),
      source: {
        from: 'nullable',
        nullShare: 0.8,
        of: { from: 'number', distribution: uniform(100, 2_500) },
      },
      comment: 'Taken off, if anything was',
    },
    {
      name: 'coupon',
      type: nullable(string),
      source: {
        from: 'pool',
        values: {
          count: 400,
          make: (faker, index) => (index === 0 ? null : faker.string.alphanumeric({ length: 8, casing: 'upper' })),
        },
        weights: { shape: 'zipf', exponent: 1.5 },
      },
      comment: 'Code that was used',
    },
    {
      name: 'items',
      type: array(namedTuple(['sku', 'quantity', 'price'], string, uint8, decimal(9, 2))),
      source: {
        from: 'pool',
        values: {
          count: 4096,
          make: (faker): ColumnValue =>
            faker.helpers.multiple(
              (): ColumnValue => [
                `SKU-${faker.string.numeric(6)}`,
                faker.number.int({ min: 1, max: 5 }),
                faker.commerce.price({ min: 1, max: 300, dec: 2 }),
              ],
              { count: { min: 1, max: 6 } },
            ),
        },
        weights: { shape: 'even' },
      },
      comment: 'What was ordered',
    },
    {
      name: 'shipped_at',
      type: nullable(dateTime('UTC')),
      source: {
        from: 'nullable',
        nullShare: 0.15,
        of: { from: 'time-after', delayMs: uniform(hourMs, 72 * hourMs) },
      },
      comment: 'When it left',
    },
    {
      name: 'is_gift',
      type: bool,
      source: { from: 'pool', values: [false, true], weights: { shape: 'weighted', weights: [93, 7] } },
      comment: 'To be wrapped',
    },
    {
      name: 'weight_kg',
      type: float32,
      source: { from: 'number', distribution: logNormal(1.2, 0.7, 60) },
      comment: 'Weight of the parcel',
    },
    {
      name: 'client_ip',
      type: ipv4,
      source: { from: 'number', distribution: uniform(0x0a00_0000, 0x0aff_ffff) },
      comment: 'Where the order came from (10.0.0.0/8)',
    },
  ],
  roles: { time: 'placed_at', id: 'order_id', category: 'status', actor: 'customer_id' },
})
