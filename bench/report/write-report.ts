// Puts a bench's report into its folder: `latest.json`, `latest.md`, `latest.html`, and a copy of the JSON under its date to
// compare with later. Each file is there whole or not at all; of the dated ones the newest are kept.
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { benchReportSchema, type BenchReport } from './bench-report.ts'
import { htmlReport } from './html-report.ts'
import { markdownReport } from './markdown-report.ts'

const datedCountMax = 20
const datedName = /^\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}Z\.json$/

/** Resolves to the paths of what was written. Throws for a report that is not one, before anything is written. */
export async function writeReport(folder: string, report: BenchReport): Promise<string[]> {
  const json = `${JSON.stringify(benchReportSchema.parse(report), null, 2)}\n`
  const files = [
    ['latest.json', json],
    ['latest.md', markdownReport(report)],
    ['latest.html', htmlReport(report)],
    [`${report.startedAt.slice(0, 19).replaceAll(':', '-')}Z.json`, json],
  ] as const
  await mkdir(folder, { recursive: true })
  for (const [name, text] of files) await writeWhole(folder, name, text)
  await forgetOldest(folder)
  return files.map(([name]) => join(folder, name))
}

async function writeWhole(folder: string, name: string, text: string): Promise<void> {
  const temporary = join(folder, `.${name}.${process.pid}.tmp`)
  try {
    await writeFile(temporary, text)
    await rename(temporary, join(folder, name))
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

async function forgetOldest(folder: string): Promise<void> {
  const dated = (await readdir(folder)).filter((name) => datedName.test(name)).sort()
  for (const name of dated.slice(0, -datedCountMax)) await rm(join(folder, name), { force: true })
}
