// Shows progress: on a terminal one line that is redrawn, elsewhere a plain line every few seconds. All of it on stderr;
// stdout is for results.
import type { WriteStream } from 'node:tty'

const terminalIntervalMs = 250
const plainIntervalMs = 5_000
const eraseLine = '\r\u001B[2K'
const bold = (text: string): string => `\u001B[1m${text}\u001B[22m`

export class ProgressDisplay {
  readonly #out: WriteStream
  readonly #isTerminal: boolean
  readonly #hasColor: boolean
  #line = ''
  #timer: NodeJS.Timeout | undefined

  constructor(out: WriteStream, environment: NodeJS.ProcessEnv) {
    this.#out = out
    this.#isTerminal = out.isTTY
    this.#hasColor = out.isTTY && (environment['NO_COLOR'] ?? '') === ''
  }

  /** Writes a line that stays. */
  notify(message: string): void {
    this.#out.write(`${this.#isTerminal ? eraseLine : ''}${message}\n${this.#line}`)
  }

  /** `repeatMs`: elsewhere than on a terminal, a line that says the same as the last one is left out for so long. */
  start(read: () => string, { repeatMs = 0 }: { readonly repeatMs?: number } = {}): void {
    let last = { line: '', atMs: -Infinity }
    this.#timer = setInterval(
      () => {
        const line = read()
        if (!this.#isTerminal && line === last.line && performance.now() - last.atMs < repeatMs) return
        last = { line, atMs: performance.now() }
        this.#show(line)
      },
      this.#isTerminal ? terminalIntervalMs : plainIntervalMs,
    )
  }

  stop(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
    if (this.#line !== '') this.#out.write(eraseLine)
    this.#line = ''
  }

  #show(line: string): void {
    if (!this.#isTerminal) {
      this.#out.write(`${line}\n`)
      return
    }
    const cut = line.slice(0, Math.max(20, (this.#out.columns || 80) - 1))
    this.#line = this.#hasColor ? bold(cut) : cut
    this.#out.write(eraseLine + this.#line)
  }
}
