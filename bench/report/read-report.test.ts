import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readReport } from './read-report.ts'
import { exampleReport } from './testing/example-report.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-report-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('a report is read as it was written', async () => {
  const report = exampleReport()
  expect(await readReport('A', await file('good.json', JSON.stringify(report)))).toEqual(report)
})

test('what is wrong is said, with the setting and the rule', async () => {
  const rule = /^B=.* is not valid: it is the path of a report that make bench has written/
  for (const [path, reason] of [
    [join(folder, 'nowhere.json'), 'cannot be read: ENOENT'],
    [await file('text.json', 'no'), 'it is no JSON'],
    [await file('old.json', JSON.stringify({ ...exampleReport(), version: 2 })), 'version'],
  ] as const) {
    const failure = readReport('B', path)
    await expect(failure).rejects.toThrow(rule)
    await expect(failure).rejects.toThrow(reason)
  }
})

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, text)
  return path
}
