// A dataset file in TypeScript: where columns follow a rule, a program writes them. `make seed DATASET=examples/datasets/sensors.ts ROWS=1e6`
import { defineDatasetFile } from '@millrace/schemas/dataset-file/define-dataset-file.ts'

const zones = ['hall', 'roof', 'cellar', 'yard'] as const

const temperatures = Object.fromEntries(
  zones.map((zone, i) => [
    `${zone}_celsius`,
    {
      type: 'Nullable(Float32)',
      nulls: 0.02,
      from: 'normal',
      mean: 18 + i,
      deviation: 2.5,
      min: -20,
      max: 50,
    } as const,
  ]),
)

export default defineDatasetFile({
  name: 'sensors',
  comment: 'Readings of weather stations, some of which come late',
  columns: {
    station: { type: 'UInt16', from: 'zipf', count: 500, exponent: 0.3 },
    read_at: { type: 'DateTime', from: 'time' },
    stored_at: { type: 'DateTime', from: 'after', delay: { from: 'uniform', min: '1s', max: '20s' } },
    ...temperatures,
    battery: {
      type: 'UInt8',
      from: 'quantiles',
      points: [
        [0, 0],
        [0.02, 5],
        [0.5, 71],
        [1, 100],
      ],
    },
  },
  times: {
    from: '2024-01-01',
    to: '2024-01-31',
    rhythm: 'even',
    late: { share: 0.01, by: { from: 'log-normal', median: '10m', sigma: 1, max: '1d' } },
  },
  duplicates: 0.001,
  table: { orderBy: ['station', 'read_at'] },
})
