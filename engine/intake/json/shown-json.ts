// The beginning of a value that came as JSON, for a message about it. It reads no more of the value than it shows:
// `JSON.stringify` runs out of stack when arrays are some thousands deep, and `JSON.parse` does not.

/** At most so many characters, and an ellipsis when that is not all. */
export function shownJson(value: unknown, charactersMax: number): string {
  const text = beginning(value, charactersMax + 1)
  return text.length <= charactersMax ? text : `${text.slice(0, charactersMax)}…`
}

/** Cut anywhere when it is longer than `characters`; every level of the value takes at least one of them. */
function beginning(value: unknown, characters: number): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, characters))
  if (typeof value !== 'object' || value === null) return String(value)
  if (Array.isArray(value)) return joined('[', value, (element, left) => beginning(element, left), ']', characters)
  const pair = ([key, element]: [string, unknown], left: number): string => {
    const name = `${JSON.stringify(key.slice(0, left))}:`
    return name.length < left ? name + beginning(element, left - name.length) : name
  }
  return joined('{', Object.entries(value), pair, '}', characters)
}

function joined<Part>(
  open: string,
  parts: readonly Part[],
  textOf: (part: Part, left: number) => string,
  close: string,
  characters: number,
): string {
  let text = open
  for (const [index, part] of parts.entries()) {
    if (text.length >= characters) return text
    text += (index === 0 ? '' : ',') + textOf(part, characters - text.length)
  }
  return text + close
}
