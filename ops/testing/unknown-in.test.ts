import { expect, test } from 'vitest'
import { exportedMetrics } from './exported-metrics.ts'
import { unknownIn } from './unknown-in.ts'

const exported = exportedMetrics('# TYPE a counter\na{route="/x, y",status="200"} 1\nb_bucket{le="+Inf"} NaN\nc 1e6\n')

test.each([
  ['sum by (route) (rate(a{status=~"5..", job="x"}[5m])) / c > 0.01', []],
  ['histogram_quantile(0.99, sum by (le) (rate(b_bucket[5m])))', []],
  ['up == 0', []],
  ['rate(d_total[5m]) > 0 and a{colour="red"}', ['d_total', 'a{colour}']],
  ['sum by (route, le) (a)', ['by (le)']],
])('%s', (expression, unknown) => {
  expect(unknownIn(expression, exported)).toEqual(unknown)
})

test.each(['sum(', 'a b', 'rate(a[five])', 'nothing(a[5m])', ''])('no PromQL: %s', (expression) => {
  expect(() => unknownIn(expression, exported)).toThrow('no PromQL')
})
