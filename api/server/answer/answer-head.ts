// Status line and headers of an answer, put together in one place and written once.
import { STATUS_CODES } from 'node:http'
import type { HttpResponse } from '../uws/uws.ts'

const ownHeaders: ReadonlySet<string> = new Set(['content-length', 'transfer-encoding', 'date'])

export class AnswerHead {
  readonly status: number
  readonly #headers = new Map<string, readonly [name: string, value: string]>()

  /** Throws TypeError for a header that would not stay on its line. */
  constructor(status: number, ...headers: readonly Readonly<Record<string, string>>[]) {
    this.status = status
    for (const some of headers) for (const name of Object.keys(some)) this.set(name, some[name] ?? '')
  }

  get(name: string): string | undefined {
    return this.#headers.get(name.toLowerCase())?.[1]
  }

  set(name: string, value: string): void {
    if (/[^\w-]/.test(name) || /[\r\n\0]/.test(value))
      throw new TypeError(`the header ${JSON.stringify(name)} is not one`)
    const key = name.toLowerCase()
    if (!ownHeaders.has(key)) this.#headers.set(key, [name, value])
  }

  addVary(name: string): void {
    const given = this.get('vary')
    if (given === '*' || given?.toLowerCase().split(/,\s*/).includes(name.toLowerCase())) return
    this.set('Vary', given === undefined ? name : `${given}, ${name}`)
  }

  /** The answer of a client that has this body already: RFC 9110, 15.4.5. */
  notModified(): AnswerHead {
    const head = new AnswerHead(304)
    for (const [key, [name, value]] of this.#headers) {
      if (!/^content-(?!location)/.test(key)) head.set(name, value)
    }
    return head
  }

  /** `isContinued`: an interim answer went before, and has taken the one status line that uWebSockets.js writes. */
  write(res: HttpResponse, isContinued: boolean): void {
    const status = `${this.status} ${STATUS_CODES[this.status] ?? 'Unknown'}`
    let before = isContinued ? `HTTP/1.1 ${status}\r\n` : ''
    if (!isContinued) res.writeStatus(status)
    for (const [name, value] of this.#headers.values()) {
      res.writeHeader(before + name, value)
      before = ''
    }
  }
}
