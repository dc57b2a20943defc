import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readReport } from './read-report.ts'
import { exampleReport } from './testing/example-report.ts'
import { writeReport } from './write-report.ts'

const report = exampleReport()
let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-report-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('three files and a dated copy, which can be read again', async () => {
  const into = join(folder, 'new', 'reports')
  expect(await writeReport(into, report)).toHaveLength(4)
  const names = ['2026-11-24T09-30-00Z.json', 'latest.html', 'latest.json', 'latest.md']
  expect((await readdir(into)).sort()).toEqual(names)
  expect(await readReport('A', join(into, 'latest.json'))).toEqual(report)
  expect(await readReport('A', join(into, '2026-11-24T09-30-00Z.json'))).toEqual(report)
  expect(await readFile(join(into, 'latest.md'), 'utf8')).toContain('# Millrace bench')
  expect(await readFile(join(into, 'latest.html'), 'utf8')).toContain('</html>')
})

test('twenty dated copies are kept, the newest, and other files are left alone', async () => {
  await writeFile(join(folder, '1e9.md'), 'a billion')
  for (let day = 1; day <= 22; day++) {
    const date = `2026-10-${String(day).padStart(2, '0')}`
    await writeFile(join(folder, `${date}T00-00-00Z.json`), '{}')
  }
  await writeReport(folder, report)
  const names = (await readdir(folder)).sort()
  const dated = names.filter((name) => /^\d{4}-/.test(name))
  expect(dated).toHaveLength(20)
  expect(dated.at(0)).toBe('2026-10-04T00-00-00Z.json')
  expect(dated.at(-1)).toBe('2026-11-24T09-30-00Z.json')
  expect(names).toContain('1e9.md')
})

test('what is not a report is refused before anything is written', async () => {
  await expect(writeReport(folder, { ...report, startedAt: 'yesterday' })).rejects.toThrow('startedAt')
  expect(await readdir(folder)).toEqual([])
})

test('a file that cannot be put in place leaves nothing behind', async () => {
  const blocked = join(folder, 'latest.md', 'in-the-way')
  await writeReport(folder, report)
  await rm(join(folder, 'latest.md'))
  await mkdir(blocked, { recursive: true })
  await expect(writeReport(folder, report)).rejects.toThrow()
  expect((await readdir(folder)).filter((name) => name.includes('.tmp'))).toEqual([])
})
