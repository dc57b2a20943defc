// Keeps out of the page what zod brings to describe schemas as JSON Schema, an eighth of all its code, and the descriptions
// themselves: the page parses answers and describes nothing. Whoever calls it there all the same is told.
import { readFile } from 'node:fs/promises'
import type { Plugin } from 'vite'

const unused = /\/zod\/v4\/core\/(?:json-schema-processors|to-json-schema)\.js$/
const exported = /^export (?:(?:const|function) (\w+)|\{ \w+ as (\w+) \})/gm
const describing = /\/schemas\/api\/.*\.ts$/
const text = /(?<quote>['`])(?:(?!\k<quote>)[^\\]|\\.)*\k<quote>/.source
const describeCall = new RegExp(`\\s*\\.describe\\(\\s*${text},?\\s*\\)`, 'g')
const descriptionOf = new RegExp(`\\b(?<name>summary|description):\\s*${text}`, 'g')

export function withoutJsonSchema(): Plugin {
  return {
    name: 'without-json-schema',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      if (!describing.test(id)) return undefined
      return { code: code.replaceAll(describeCall, '').replaceAll(descriptionOf, "$<name>: ''"), map: null }
    },
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
