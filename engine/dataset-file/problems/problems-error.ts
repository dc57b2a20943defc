// The problems of a dataset file as one error: a line for each, with its place in the file.
import { MillraceError } from '../../errors/millrace-error.ts'
import type { ReadDatasetFile } from '../read/read-file.ts'
import { valueAt } from './known-keys.ts'
import type { KeyPath, Problem } from './problem.ts'

const shownCharactersMax = 60

/** `shop.yaml:7:11: columns.id.type: "Uint64" is not valid: …`, in the order of the file. */
export function problemsError(file: ReadDatasetFile, problems: readonly Problem[]): MillraceError {
  const lines = problems.map((problem) => {
    const place = file.placeOf?.(problem.path, problem.about)
    return { place, text: textOf(file.value, problem) }
  })
  // A sort is stable: without places it changes nothing.
  lines.sort((a, b) => (a.place?.line ?? 0) - (b.place?.line ?? 0) || (a.place?.column ?? 0) - (b.place?.column ?? 0))
  return new MillraceError(
    'CONFIG',
    lines
      .map(({ place, text }) => `${file.path}${place === undefined ? '' : `:${place.line}:${place.column}`}: ${text}`)
      .join('\n'),
  )
}

function textOf(written: unknown, { path, about, rule }: Problem): string {
  const name = pathName(path)
  if (about === 'key') return `${name}: ${rule}`
  const value = path.reduce<unknown>(valueAt, written)
  if (value === undefined && path.length > 0) return `${name} is missing: ${rule}`
  if (typeof value === 'object' && value !== null) return name === '' ? rule : `${name}: ${rule}`
  return `${name === '' ? '' : `${name}: `}${shown(value)} is not valid: ${rule}`
}

/** `columns.id.points[1][0]`: names with other characters in brackets as well. */
function pathName(path: KeyPath): string {
  return path
    .map((key, i) => {
      if (typeof key === 'number') return `[${key}]`
      if (!/^[\w-]+$/.test(key)) return `[${JSON.stringify(key)}]`
      return i === 0 ? key : `.${key}`
    })
    .join('')
}

function shown(value: unknown): string {
  const text = typeof value === 'function' ? 'a function' : JSON.stringify(value)
  return text.length <= shownCharactersMax ? text : `${text.slice(0, shownCharactersMax)}…`
}
