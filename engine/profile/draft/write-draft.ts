// A dataset file as YAML for people: notes as comments, what is short on one line, long lists filled line by line.
import { stringify } from 'yaml'
import { fileOfDraft, type DatasetDraft } from './dataset-draft.ts'

const lineWidth = 120
const indentStep = 2
/** Reads as `fileOfDraft`. `schema`: where the JSON Schema lies, as seen from the file: editors check it by that. */
export function writeDraft(draft: DatasetDraft, schema: string): string {
  const { columns, ...rest } = fileOfDraft(draft)
  const written = draft.columns.flatMap(({ name, notes = [] }) => [
    ...notes.map((note) => `${' '.repeat(indentStep)}# ${note}`),
    ...entry(name, columns[name], indentStep),
  ])
  const { table, ...before } = rest
  const lines = [
    `# yaml-language-server: $schema=${schema}`,
    ...draft.notes.map((note) => `# ${note}`),
    ...block(before, 0),
    'columns:',
    ...written,
    ...(table === undefined ? [] : block({ table }, 0)),
  ]
  return `${lines.join('\n')}\n`
}

function block(value: object, indent: number): string[] {
  return Object.entries(value).flatMap(([key, each]) => (each === undefined ? [] : entry(key, each, indent)))
}

function entry(key: string, value: unknown, indent: number): string[] {
  const head = `${' '.repeat(indent)}${flow(key)}:`
  const line = `${head} ${flow(value)}`
  if (line.length <= lineWidth || typeof value !== 'object' || value === null) return [line]
  if (!Array.isArray(value)) return [head, ...block(value, indent + indentStep)]
  return [`${head} [`, ...filled(value.map(flow), indent + indentStep), `${' '.repeat(indent + indentStep)}]`]
}

/** As many to a line as there is room for. */
function filled(items: readonly string[], indent: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const item of items) {
    if (line !== '' && indent + line.length + item.length + 2 > lineWidth) {
      lines.push(line)
      line = ''
    }
    line += `${line === '' ? '' : ' '}${item},`
  }
  return [...lines, line].map((each) => ' '.repeat(indent) + each)
}

/** On one line, as it may stand within brackets. */
function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, each]) => each !== undefined)
    return `{ ${entries.map(([key, each]) => `${flow(key)}: ${flow(each)}`).join(', ')} }`
  }
  if (typeof value === 'string' && value.includes('\n')) return JSON.stringify(value)
  return stringify([value], { collectionStyle: 'flow', lineWidth: 0, flowCollectionPadding: false }).slice(1, -2)
}
