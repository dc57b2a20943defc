import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { smallFiles } from './small-files.ts'

test('files at every depth are found, those of the services are left out', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'millrace-files-'))
  onTestFinished(() => rm(dataDir, { recursive: true }))
  for (const folder of ['spool/one', 'bus', 'clickhouse/server'])
    await mkdir(join(dataDir, folder), { recursive: true })
  for (const file of ['lock', 'spool/one/a.block', 'bus/b.sock', 'clickhouse/server/part']) {
    await writeFile(join(dataDir, file), '')
  }
  expect((await smallFiles(dataDir)).sort()).toEqual(['bus/b.sock', 'lock', 'spool/one/a.block'])
})
