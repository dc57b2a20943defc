// Reads a column type as ClickHouse writes it (`system.columns`, DESCRIBE): the other way round of `typeName`.
import { isFixedKind, type ColumnType, type DecimalKind } from './column-type.ts'

const decimalKinds: readonly (readonly [digitsMax: number, kind: DecimalKind])[] = [
  [9, 'Decimal32'],
  [18, 'Decimal64'],
  [38, 'Decimal128'],
  [76, 'Decimal256'],
]

/** Throws `RangeError` naming the part that cannot be written: JSON, Variant, aggregate states and others. */
export function parseType(text: string): ColumnType {
  const reader = new TypeReader(text)
  const type = reader.type()
  reader.end()
  return type
}

class TypeReader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  type(): ColumnType {
    const name = this.#match(/[A-Za-z][A-Za-z0-9]*/y) ?? this.#fail('a type')
    switch (name) {
      case 'String':
        return { kind: name }
      case 'FixedString':
        return this.#inParentheses(() => ({ kind: name, lengthBytes: this.#number() }))
      case 'DateTime': {
        const timeZone = this.#optionalInParentheses(() => this.#string())
        return timeZone === undefined ? { kind: name } : { kind: name, timeZone }
      }
      case 'DateTime64':
        return this.#inParentheses(() => {
          const precision = this.#number()
          return this.#take(',') ? { kind: name, precision, timeZone: this.#string() } : { kind: name, precision }
        })
      case 'Decimal':
        return this.#inParentheses(() => {
          const digits = this.#number()
          const scale = this.#take(',') ? this.#number() : 0
          const kind = decimalKinds.find(([digitsMax]) => digits <= digitsMax)?.[1] ?? this.#fail('at most 76 digits')
          return { kind, scale }
        })
      case 'Enum8':
      case 'Enum16':
        return this.#inParentheses(() => ({
          kind: name,
          values: Object.fromEntries(this.#list(() => this.#enumValue())),
        }))
      case 'Nullable':
      case 'LowCardinality':
      case 'Array':
        return this.#inParentheses(() => ({ kind: name, inner: this.type() }))
      case 'Map':
        return this.#inParentheses(() => {
          const key = this.type()
          if (!this.#take(',')) this.#fail('the type of the values')
          return { kind: name, key, value: this.type() }
        })
      case 'Tuple':
        return this.#inParentheses(() => this.#tuple())
      case 'SimpleAggregateFunction': // written as what it aggregates
        return this.#inParentheses(() => {
          this.#match(/\w+(?:\([^()]*\))?/y)
          if (!this.#take(',')) this.#fail('a type')
          return this.type()
        })
      case 'DateTime32':
        return { kind: 'DateTime' }
      default:
        // Those with parameters have been dealt with above.
        if (isFixedKind(name as ColumnType['kind'])) return { kind: name } as ColumnType
        throw new RangeError(`values of type ${name} cannot be made`)
    }
  }

  end(): void {
    if (this.#at < this.#text.length) this.#fail('its end')
  }

  #tuple(): ColumnType {
    const elements = this.#list(() => {
      // A name is followed by a type, a type by a comma or a parenthesis.
      const name = this.#quotedName() ?? this.#match(/[A-Za-z_][A-Za-z0-9_]*(?= [A-Za-z])/y)
      return { name, type: this.type() }
    })
    const names = elements.flatMap(({ name }) => name ?? [])
    const types = elements.map(({ type }) => type)
    return names.length === types.length
      ? { kind: 'Tuple', elements: types, names }
      : { kind: 'Tuple', elements: types }
  }

  #enumValue(): [string, number] {
    const name = this.#string()
    if (!this.#take('=')) this.#fail('=')
    return [name, this.#number()]
  }

  #list<Item>(item: () => Item): Item[] {
    const items = [item()]
    while (this.#take(',')) items.push(item())
    return items
  }

  #inParentheses<Content>(content: () => Content): Content {
    return this.#optionalInParentheses(content) ?? this.#fail('(')
  }

  #optionalInParentheses<Content>(content: () => Content): Content | undefined {
    if (!this.#take('(')) return undefined
    const found = content()
    if (!this.#take(')')) this.#fail(')')
    return found
  }

  #number(): number {
    return Number(this.#match(/-?\d+/y) ?? this.#fail('a number'))
  }

  #string(): string {
    const quoted = this.#match(/'(?:[^'\\]|\\.)*'/y) ?? this.#fail('a text')
    return unescaped(quoted.slice(1, -1))
  }

  #quotedName(): string | undefined {
    const quoted = this.#match(/`(?:[^`\\]|\\.)*`/y)
    return quoted === undefined ? undefined : unescaped(quoted.slice(1, -1))
  }

  #take(sign: string): boolean {
    this.#skipSpace()
    if (!this.#text.startsWith(sign, this.#at)) return false
    this.#at += sign.length
    return true
  }

  /** A sticky pattern, after any space. */
  #match(pattern: RegExp): string | undefined {
    this.#skipSpace()
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)?.[0]
    if (found !== undefined) this.#at += found.length
    return found
  }

  #skipSpace(): void {
    while (this.#text[this.#at] === ' ') this.#at++
  }

  #fail(expected: string): never {
    throw new RangeError(
      `the type ${this.#text} is not understood: ${expected} was expected at character ${this.#at + 1}`,
    )
  }
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', '0': '\0' }

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, (_, sign: string) => escapes[sign] ?? sign)
}
