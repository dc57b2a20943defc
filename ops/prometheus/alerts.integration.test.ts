// The alert rules ask for what a running API exports, and each tells whoever it wakes what to do.
import { spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { configSchema } from '@millrace/engine/config/config.ts'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { scrapedApi } from '../testing/scraped-api.ts'
import { unknownIn } from '../testing/unknown-in.ts'

const read = (path: string): Promise<string> => readFile(join(import.meta.dirname, path), 'utf8')

const text = z.string().min(20)
const rule = z.strictObject({
  alert: z.string().regex(/^Millrace[A-Z]\w+$/),
  expr: z.string(),
  for: z
    .string()
    .regex(/^\d+m$/)
    .optional(),
  labels: z.strictObject({ severity: z.enum(['critical', 'warning']) }),
  annotations: z.strictObject({ summary: text, description: text, runbook: text }),
})
const ruleFile = z.strictObject({ groups: z.array(z.strictObject({ name: z.string(), rules: z.array(rule) })) })
const rules = ruleFile.parse(parse(await read('alerts.yml'))).groups.flatMap((group) => group.rules)

test('every rule is PromQL over metrics and labels that a running API exports', async () => {
  const exported = await scrapedApi()
  expect(rules.length).toBeGreaterThan(5)
  for (const { alert, expr } of rules) expect(unknownIn(expr, exported), alert).toEqual([])
})

test('every rule has its section in the docs, and every section its rule', async () => {
  const docs = await read('../../docs/operations.md')
  const sections = [...docs.matchAll(/^### (Millrace\w+)$/gm)].map(([, name]) => name)
  expect(sections).toEqual(rules.map(({ alert }) => alert))
  for (const { alert, annotations } of rules) {
    expect(annotations.runbook).toBe(`docs/operations.md#${alert.toLowerCase()}`)
  }
})

test('the bound of staging is the default one', () => {
  const nearlyFull = rules.find(({ alert }) => alert === 'MillraceStagingNearlyFull')
  expect(nearlyFull?.expr).toContain(`0.8 * ${configSchema.parse({}).STAGED_BYTES_MAX}`)
})

test('Prometheus reads the rules, and scrapes under the name that they know', async () => {
  const scraping = z.object({
    rule_files: z.tuple([z.literal('alerts.yml')]),
    scrape_configs: z.tuple([z.object({ job_name: z.literal('millrace'), metrics_path: z.literal('/metrics') })]),
  })
  scraping.parse(parse(await read('prometheus.yml')))
})

// It comes with Prometheus, from no package of npm.
if (spawnSync('promtool', ['--version']).status === 0) {
  test.each([
    ['check', 'config', 'prometheus.yml'],
    ['test', 'rules', 'alerts.test.yml'],
  ])('promtool %s %s %s', (...args) => {
    const { status, stdout, stderr } = spawnSync('promtool', args, { cwd: import.meta.dirname, encoding: 'utf8' })
    expect(status, stdout + stderr).toBe(0)
  })
}
