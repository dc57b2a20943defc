import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { failureOf } from '../../testing/failure-of.ts'
import { ensureKafkaJars, hasKafkaJars } from './kafka-jars.ts'

// A Maven that fails or dawdles on demand: the real one, with the network, is what every run of the real broker rests on.
let folder: string
let jarsDir: string

async function fakeMaven(script: string): Promise<void> {
  const bin = join(folder, 'bin')
  await mkdir(bin, { recursive: true })
  await writeFile(join(bin, 'mvn'), `#!/bin/sh\n${script}\n`)
  await chmod(join(bin, 'mvn'), 0o755)
  vi.stubEnv('PATH', `${bin}:${process.env['PATH'] ?? ''}`)
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-jars-'))
  jarsDir = join(folder, 'kafka/1.0')
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true })
})

test('two fetches at once leave one whole set and nothing else', async () => {
  await fakeMaven('mkdir jars && echo 1 > jars/a.jar && sleep 0.3 && echo 2 > jars/b.jar')
  await Promise.all([ensureKafkaJars(undefined, jarsDir), ensureKafkaJars(undefined, jarsDir)])
  expect(await readdir(join(folder, 'kafka'))).toEqual(['1.0'])
  expect(await readdir(jarsDir)).toEqual(['a.jar', 'b.jar'])
})

test('a fetch that fails half-way says what Maven said and leaves nothing', async () => {
  await fakeMaven("mkdir jars && echo 1 > jars/a.jar; echo '[ERROR] Unknown host repo.example'; exit 1")
  const failure = await failureOf(ensureKafkaJars(undefined, jarsDir))
  expect(failure.code).toBe('SERVICE_FAILED')
  expect(failure.message).toMatch(/offline.*\n.*Unknown host repo\.example/)
  expect(await hasKafkaJars(jarsDir)).toBe(false)
  expect(await readdir(join(folder, 'kafka'))).toEqual([])
})
