// Quotes text for SQL, escaped letter for letter as ClickHouse itself does it.

const escapes: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\0': '\\0',
}

/** SQL literal of a string. */
export function quoteString(text: string): string {
  return quoted(text, "'")
}

/** A name in back quotes. */
export function quoteName(text: string): string {
  return quoted(text, '`')
}

function quoted(text: string, quote: "'" | '`'): string {
  const escaped = text.replace(/[\\'`\b\f\n\r\t\0]/g, (character) => {
    if (character === '\\' || character === quote) return `\\${character}`
    return escapes[character] ?? character
  })
  return quote + escaped + quote
}
