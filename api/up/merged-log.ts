// What all parts say, in one log: each line with a short prefix that tells whose it is.
import { readableLine } from './readable-line.ts'

const resetColor = '\u001B[39m'

export interface MergedLogOptions {
  readonly write: (text: string) => void
  readonly hasColor: boolean
  /** By name: the number of a terminal's colour, 31 to 37. */
  readonly colors: Readonly<Record<string, number>>
}

export class MergedLog {
  readonly #options: MergedLogOptions
  readonly #width: number
  readonly #readable: (line: string) => string[]

  constructor(options: MergedLogOptions) {
    this.#options = options
    this.#width = Math.max(...Object.keys(options.colors).map(({ length }) => length))
    this.#readable = readableLine(options.hasColor)
  }

  /** Writes lines of the part of that name; empty ones, which some programs write for show, are left out. */
  of(name: string): (line: string) => void {
    const { write, hasColor, colors } = this.#options
    const padded = `${name.padEnd(this.#width)} │`
    const prefix = hasColor ? `\u001B[${colors[name] ?? 37}m${padded}${resetColor}` : padded
    return (text) => {
      for (const line of this.#readable(text)) if (line !== '') write(`${prefix} ${line}\n`)
    }
  }
}
