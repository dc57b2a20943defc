// Imports go only one way between the rooms: ui → schemas, api → engine → schemas, bench, e2e and faults → all of them. And nothing
// in engine/ knows a dataset by name.
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = import.meta.dirname
const mayImport: Readonly<Record<string, readonly string[]>> = {
  schemas: [],
  engine: ['schemas'],
  api: ['engine', 'schemas'],
  ui: ['schemas'],
  bench: ['api', 'engine', 'schemas', 'ui'],
  e2e: ['api', 'bench', 'engine', 'schemas', 'ui'],
  examples: ['api', 'engine', 'schemas'],
  faults: ['api', 'engine', 'schemas'],
  ops: ['api', 'engine', 'schemas'],
}
const importPattern = /(?:from|import)\s*\(?\s*'([^']+)'|new URL\('([^']+)'/g

function sourceFiles(room: string): string[] {
  return readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ts|svelte)$/.test(path) && !path.includes('node_modules'))
    .map((path) => join(root, room, path))
}

function roomOf(file: string, specifier: string): string | undefined {
  const scoped = /^@millrace\/(\w+)/.exec(specifier)?.[1]
  if (scoped !== undefined) return scoped
  return specifier.startsWith('.') ? relative(root, resolve(file, '..', specifier)).split('/')[0] : undefined
}

test.each(Object.entries(mayImport))('%s imports only from %j', (room, allowed) => {
  const wrong = sourceFiles(room).flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(importPattern)]
      .map((match) => match[1] ?? match[2] ?? '')
      .filter((specifier) => {
        const target = roomOf(file, specifier)
        return target !== undefined && target !== room && !allowed.includes(target)
      })
      .map((specifier) => `${relative(root, file)} imports ${specifier}`),
  )
  expect(wrong).toEqual([])
})

test('engine/ imports the list of datasets, never one of them', () => {
  const wrong = sourceFiles('engine')
    .filter((file) => !/\.test\.ts$/.test(file))
    .filter((file) => /schemas\/datasets\/(?!datasets\.ts)/.test(readFileSync(file, 'utf8')))
  expect(wrong.map((file) => relative(root, file))).toEqual([])
})
