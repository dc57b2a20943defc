// The dashboard has what Grafana needs of one, and asks for what a running API exports.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { scrapedApi } from '../testing/scraped-api.ts'
import { unknownIn } from '../testing/unknown-in.ts'

const read = (path: string): Promise<string> => readFile(join(import.meta.dirname, path), 'utf8')

// Fields of Grafana's classic JSON model, which every Grafana since 9 reads.
const datasource = z.strictObject({ type: z.literal('prometheus'), uid: z.literal('${datasource}') })
const panelSchema = z.strictObject({
  id: z.int(),
  type: z.enum(['stat', 'timeseries']),
  title: z.string().min(3),
  description: z.string().min(3),
  datasource,
  gridPos: z.strictObject({ x: z.int().min(0), y: z.int().min(0), w: z.int().min(1), h: z.int().min(1) }),
  fieldConfig: z.strictObject({ defaults: z.looseObject({ unit: z.string() }), overrides: z.array(z.never()) }),
  targets: z
    .array(z.strictObject({ refId: z.string(), datasource, expr: z.string(), legendFormat: z.string() }))
    .nonempty(),
})
const dashboardSchema = z.looseObject({
  uid: z.literal('millrace'),
  title: z.string(),
  schemaVersion: z.int().min(36),
  time: z.strictObject({ from: z.string(), to: z.string() }),
  templating: z.strictObject({
    list: z.tuple([
      z.looseObject({ name: z.literal('datasource'), type: z.literal('datasource'), query: z.literal('prometheus') }),
    ]),
  }),
  panels: z.array(panelSchema).nonempty(),
})
const { panels } = dashboardSchema.parse(JSON.parse(await read('millrace.json')))

test('every panel asks for metrics and labels that a running API exports', async () => {
  const exported = await scrapedApi()
  for (const { title, targets } of panels) {
    for (const { expr } of targets) {
      expect(unknownIn(expr.replaceAll('$__rate_interval', '1m'), exported), title).toEqual([])
    }
  }
})

test('panels have ids of their own and do not lie on each other', () => {
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length)
  const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, i) => `${x + (i % w)} ${y + Math.floor(i / w)}`),
  )
  expect(new Set(cells).size).toBe(cells.length)
  expect(Math.max(...panels.map(({ gridPos: { x, w } }) => x + w))).toBe(24)
})

test('Grafana is told of Prometheus and of the dashboard', async () => {
  const told = async (path: string): Promise<unknown> => parse(await read(`provisioning/${path}`))
  const { datasources } = z
    .object({ apiVersion: z.literal(1), datasources: z.tuple([z.object({ type: z.string(), url: z.url() })]) })
    .parse(await told('datasources/prometheus.yml'))
  expect(datasources[0].type).toBe('prometheus')
  z.object({
    apiVersion: z.literal(1),
    providers: z.tuple([
      z.object({ type: z.literal('file'), options: z.object({ path: z.string().startsWith('/') }) }),
    ]),
  }).parse(await told('dashboards/millrace.yml'))
})
