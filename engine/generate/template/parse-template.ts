// Reads a template: text with columns in braces. `{{` and `}}` are braces themselves.

export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'column'; readonly name: string; readonly digits: number }
  /** Letters that are made of the value: the same value has the same, and two hardly ever do. */
  | { readonly kind: 'hash'; readonly name: string; readonly letters: number }

const partPattern = /\{\{|\}\}|\{([^{}:]+)(?::(?:0?(\d+)|hash(\d+)))?\}|[^{}]+|./gs
const lengthMax = 200

/** Throws `RangeError` for a brace that is alone and a form that there is not. */
export function parseTemplate(text: string): TemplatePart[] {
  return [...text.matchAll(partPattern)].map(([part, name, digits, letters]) => {
    if (name !== undefined) {
      const length = Number(letters ?? digits ?? 0)
      if (length > lengthMax) throw new RangeError(`template ${text}: ${part} is longer than ${lengthMax} characters`)
      return letters === undefined ? { kind: 'column', name, digits: length } : { kind: 'hash', name, letters: length }
    }
    if (part === '{{' || part === '}}') return { kind: 'text', text: part.charAt(0) }
    if (part === '{' || part === '}') {
      throw new RangeError(
        `template ${text}: it is {column}, {column:09} or {column:hash12}; a brace itself is written twice`,
      )
    }
    return { kind: 'text', text: part }
  })
}

export function templateColumns(parts: readonly TemplatePart[]): string[] {
  return [...new Set(parts.flatMap((part) => (part.kind === 'text' ? [] : [part.name])))]
}
