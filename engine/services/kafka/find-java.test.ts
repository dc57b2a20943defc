import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findJava } from './find-java.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-java-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function fakeJava(bin: string, version: string): Promise<string> {
  const java = join(bin, 'java')
  await mkdir(bin, { recursive: true })
  await writeFile(java, `#!/bin/sh\necho 'openjdk version "${version}" 2025-04-15' >&2\n`)
  await chmod(java, 0o755)
  return java
}

test('JAVA_HOME is asked before PATH', async () => {
  await fakeJava(join(folder, 'path'), '17.0.1')
  const java = await fakeJava(join(folder, 'home/bin'), '21.0.2')
  const found = await findJava({ JAVA_HOME: join(folder, 'home'), PATH: join(folder, 'path') })
  expect(found).toEqual({ found: true, java, version: '21.0.2' })
})

test.each(['11.0.20', '1.8.0_402'])('Java %s is too old', async (version) => {
  await fakeJava(folder, version)
  const found = await findJava({ PATH: folder })
  expect(found).toMatchObject({ found: false, reason: expect.stringContaining(version) as string })
})

test('no Java at all', async () => {
  expect(await findJava({ PATH: folder })).toMatchObject({ found: false })
})
