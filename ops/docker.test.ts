// The example for Docker names variables, files, commands and versions that the project has. Docker itself is not asked.
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { kafkaVersion } from '@millrace/engine/services/kafka/kafka-release.ts'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { upPrograms } from '../api/up/up-parts.ts'

const root = join(import.meta.dirname, '..')
const read = (path: string): Promise<string> => readFile(join(root, path), 'utf8')

const service = z.looseObject({
  build: z.literal('.').optional(),
  image: z.string(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  volumes: z.array(z.string()).optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.literal('service_healthy') })).optional(),
  healthcheck: z.looseObject({ test: z.array(z.string()) }).optional(),
  stop_grace_period: z.string().optional(),
})
const composeSchema = z.looseObject({
  services: z.record(z.string(), service),
  volumes: z.record(z.string(), z.null()),
})
const composeText = await read('docker-compose.yml')
const compose = composeSchema.parse(parse(composeText, { merge: true }))
const services = Object.entries(compose.services)
const ours = services.filter(([, { build }]) => build !== undefined)

test('Millrace is set up by variables that .env.example lists', async () => {
  const listed = [...(await read('.env.example')).matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name)
  expect(ours.map(([name]) => name)).toEqual(['api', 'drain', 'seed', 'verify'])
  for (const [name, { environment }] of ours) {
    expect(
      Object.keys(environment ?? {}).filter((variable) => !listed.includes(variable)),
      name,
    ).toEqual([])
    expect(environment?.['KAFKA_BROKERS']).toBeDefined()
  }
})

test('it starts programs that are there, and gives them the time to end that make up gives them', () => {
  const seconds = (ms: number): string => `${ms / 1000}s`
  const { api, drain } = upPrograms({})
  for (const [name, { command }] of ours) expect(existsSync(join(root, command?.[0] ?? '')), name).toBe(true)
  expect(compose.services['api']?.stop_grace_period).toBe(seconds(api.stopMsMax))
  expect(compose.services['drain']?.stop_grace_period).toBe(seconds(drain.stopMsMax))
})

test('whatever is waited for is there and can be asked, and every volume is declared', () => {
  for (const [name, { depends_on: waitedFor, volumes }] of services) {
    for (const other of Object.keys(waitedFor ?? {})) expect(compose.services[other]?.healthcheck, name).toBeDefined()
    for (const volume of volumes ?? []) expect(Object.keys(compose.volumes)).toContain(volume.split(':')[0])
  }
})

test('the broker is the one that the tests know; no password is in the file; it says that it is untested', () => {
  expect(compose.services['kafka']?.image).toBe(`apache/kafka:${kafkaVersion}`)
  expect(composeText).not.toMatch(/^\s*\w*(PASSWORD|TOKEN): (?!\$\{\w+:\?)/m)
  expect(composeText).toContain('UNTESTED')
})

test('the Dockerfile copies files that are there, all workspaces of the lock file among them', async () => {
  const lines = (await read('Dockerfile')).split('\n')
  const copied = lines
    .filter((line) => line.startsWith('COPY ') && !line.includes('--from'))
    .flatMap((line) => line.split(' ').slice(1, -1))
  for (const path of copied) expect(existsSync(join(root, path)), path).toBe(true)
  const { workspaces } = z.object({ workspaces: z.array(z.string()) }).parse(JSON.parse(await read('package.json')))
  expect(copied).toEqual(expect.arrayContaining(workspaces.map((workspace) => `${workspace}/package.json`)))
})
