// The workflow for GitHub runs what a developer runs, and may do nothing else. GitHub itself is not asked.
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'

const root = join(import.meta.dirname, '..')
const step = z.union([
  z.strictObject({ uses: z.string(), with: z.record(z.string(), z.unknown()) }),
  z.strictObject({ run: z.string() }),
])
const workflowSchema = z.strictObject({
  name: z.string(),
  on: z.strictObject({ push: z.object({ branches: z.tuple([z.literal('main')]) }), pull_request: z.null() }),
  permissions: z.strictObject({ contents: z.literal('read') }),
  concurrency: z.strictObject({ group: z.string(), 'cancel-in-progress': z.literal(true) }),
  jobs: z.strictObject({
    test: z.strictObject({ 'runs-on': z.string(), 'timeout-minutes': z.int().max(120), steps: z.array(step) }),
  }),
})
const text = await readFile(join(root, '.github/workflows/ci.yml'), 'utf8')
const { steps } = workflowSchema.parse(parse(text)).jobs.test

test('it ends with make check test, on the Node.js and Java that Millrace needs', () => {
  expect(steps.at(-1)).toEqual({ run: 'make check test' })
  const given = Object.fromEntries(steps.flatMap((each) => ('uses' in each ? [[each.uses, each.with]] : [])))
  expect(given['actions/setup-node@v4']).toMatchObject({ 'node-version': 22 })
  expect(given['actions/setup-java@v4']).toMatchObject({ 'java-version': 17 })
})

test('the files that its cache goes by are there', () => {
  const named = [...text.matchAll(/hashFiles\(([^)]*)\)/g)].flatMap(([, list = '']) => [...list.matchAll(/'([^']+)'/g)])
  expect(named.length).toBeGreaterThan(0)
  for (const [, path = ''] of named) expect(existsSync(join(root, path)), path).toBe(true)
})
