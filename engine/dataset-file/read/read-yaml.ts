// Dataset files in YAML 1.2, of which JSON is a part: the same reader finds the place of every value in both.
import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Document,
  type Node,
  type YAMLError,
} from 'yaml'
import { errorMessage } from '../../errors/error-message.ts'
import { MillraceError } from '../../errors/millrace-error.ts'
import type { KeyPath, Problem } from '../problems/problem.ts'
import type { ReadDatasetFile } from './read-file.ts'

/** Throws `CONFIG` naming everything that is no YAML, with its place. */
export function readYaml(path: string, text: string): ReadDatasetFile {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, version: '1.2' })
  const wrong = [...document.errors, ...document.warnings].map((error) => {
    const { line, col } = lines.linePos(error.pos[0])
    return `${path}:${line}:${col}: ${syntaxRule(error, text)}`
  })
  if (wrong.length > 0) throw new MillraceError('CONFIG', [...new Set(wrong)].join('\n'))
  return {
    path,
    value: valueOf(path, document),
    placeOf(keys, about) {
      const { line, col } = lines.linePos(offsetOf(document, keys, about))
      return { line, column: col }
    },
  }
}

function valueOf(path: string, document: Document): unknown {
  try {
    return document.toJS()
  } catch (error) {
    throw new MillraceError('CONFIG', `${path}: ${errorMessage(error)}`) // an alias of nothing, or too many of them
  }
}

const unquotedType = /\{.*\btype:\s*\w+\([^'"{}]*,/

function syntaxRule({ code, message, pos: [offset] }: YAMLError, text: string): string {
  if (code !== 'DUPLICATE_KEY') {
    const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1).split('\n', 1)[0] ?? ''
    return `it cannot be read: ${message}${unquotedType.test(line) ? ". A type with a comma stands in quotes: 'Decimal(9, 2)'" : ''}`
  }
  const key = /^[^:\n]*/.exec(text.slice(offset))?.[0].trim() ?? ''
  return `${key} is there twice: leave one of them out`
}

/** Of a value that has keys of its own, and of one that is missing: the key that it stands under. */
function offsetOf(document: Document, path: KeyPath, about: Problem['about']): number {
  let node: unknown = document.contents
  let offset = 0
  for (const [depth, key] of path.entries()) {
    const found = childOf(resolved(node, document), key)
    if (found === undefined) return offset
    node = found.value
    const isLast = depth === path.length - 1
    offset = isLast && about === 'value' && isScalar(node) ? startOf(node) : found.offset
  }
  return offset
}

function resolved(node: unknown, document: Document): unknown {
  return isAlias(node) ? node.resolve(document) : node
}

function childOf(node: unknown, key: string | number): { value: unknown; offset: number } | undefined {
  if (isSeq<Node>(node)) {
    const item = typeof key === 'number' ? node.items[key] : undefined
    return item === undefined ? undefined : { value: item, offset: startOf(item) }
  }
  if (!isMap<Node>(node)) return undefined
  const pair = node.items.find((each) => isScalar(each.key) && keyText(each.key.value) === String(key))
  return pair === undefined ? undefined : { value: pair.value, offset: startOf(pair.key) }
}

/** As the reader itself makes a text of a key. */
function keyText(value: unknown): string {
  return typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value)
}

function startOf(node: Node): number {
  return node.range?.[0] ?? 0
}
