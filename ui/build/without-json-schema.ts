// Keeps out of the page what zod brings to describe schemas as JSON Schema, an eighth of all its code: the page parses
// answers and describes nothing. Whoever calls it there all the same is told.
import { readFile } from 'node:fs/promises'
import type { Plugin } from 'vite'

const unused = /\/zod\/v4\/core\/(?:json-schema-processors|to-json-schema)\.js$/
const exported = /^export (?:(?:const|function) (\w+)|\{ \w+ as (\w+) \})/gm

export function withoutJsonSchema(): Plugin {
  return {
    name: 'without-json-schema',
    apply: 'build',
    async load(id) {
      if (!unused.test(id)) return undefined
      const names = [...(await readFile(id, 'utf8')).matchAll(exported)].map(([, name, alias]) => name ?? alias ?? '')
      return [
        "const no = () => { throw new Error('JSON Schema is left out of the page') }",
        ...names.map((name) => `export { no as ${name} }`),
      ].join('\n')
    },
  }
}
