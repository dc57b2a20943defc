// The command as users run it: a process of its own, with files, variables and flags.
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exampleReport } from '../report/testing/example-report.ts'

const program = join(import.meta.dirname, 'compare.ts')
const processMsMax = 30_000
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-compare-'))
  await writeFile(join(folder, 'a.json'), JSON.stringify(exampleReport({ seed: 1 })))
  await writeFile(join(folder, 'b.json'), JSON.stringify(exampleReport({ seed: 2, speed: 1.25 })))
})
afterAll(() => rm(folder, { recursive: true }))

interface Ended {
  readonly code: number | string | null | undefined
  readonly out: string
  readonly errors: string
}

function run(environment: Readonly<Record<string, string>>, flags: readonly string[] = []): Promise<Ended> {
  const rest = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !['A', 'B', 'ALL', 'JSON'].includes(name)),
  )
  const options = { cwd: folder, env: { ...rest, ...environment }, timeout: processMsMax }
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...flags], options, (error, out, errors) => {
      resolve({ code: error === null ? 0 : error.code, out, errors })
    })
  })
}

test('by variables, as make gives them', async () => {
  const { code, out } = await run({ A: 'a.json', B: 'b.json' })
  expect(code).toBe(0)
  expect(out).toMatch(/^A: a\.json, 2026-11-24 09:30, revision \w+\+, 5 rounds\nB: b\.json/)
  expect(out).toMatch(/ better$/m)
  expect(out.trimEnd()).toMatch(/within noise$/)
})

test('with JSON=1 the last line is one object', async () => {
  const { out } = await run({ A: 'a.json', B: 'b.json', JSON: '1' })
  expect(JSON.parse(out.trimEnd().split('\n').at(-1) ?? '')).toMatchObject({
    cautions: [],
    changes: expect.arrayContaining([expect.objectContaining({ verdict: 'changed', isBetter: true })]) as unknown,
  })
})

test('by flags, with everything', async () => {
  const { code, out } = await run({}, ['--a', 'a.json', '--b', 'a.json', '--all'])
  expect(code).toBe(0)
  expect(out).toContain('0 of')
  expect(out).toMatch(/^peer python .*within noise$/m)
})

test.each<[string, Readonly<Record<string, string>>, readonly string[], RegExp]>([
  ['nothing', {}, [], /^A= is not valid: it is the path of the older report/],
  ['a file that is not there', { A: 'nowhere.json' }, [], /^A=nowhere\.json is not valid: .*cannot be read/],
  ['no default', { A: 'a.json' }, [], /^B=bench\/reports\/latest\.json is not valid/],
  ['a flag that is none', { A: 'a.json' }, ['--other'], /unknown option '--other'/],
])('wrong usage with %s says what is right, exit 2', async (_, environment, flags, message) => {
  const { code, errors } = await run(environment, flags)
  expect(code).toBe(2)
  expect(errors).toMatch(message)
})
