// Answers that are kept for as long as they are true, to the last row: each read asks for the version of what was read, and
// gets the kept answer only if that is the version it was made from.
//
// A version is asked for after the read has come, and an answer is made after its version was known: an answer of the same
// version holds everything that was there when the read came.
import { coalesced } from '@millrace/engine/concurrency/coalesced.ts'
import { LRUCache } from 'lru-cache'

interface KeptAnswer<Answer> {
  readonly version: string
  readonly answer: Promise<Answer>
}

const answersMax = 64
/** Between two questions for the version: under load, many reads share one. */
const versionSpacingMs = 20

export class ValidatedReads<Answer extends object> {
  readonly #kept = new LRUCache<string, KeptAnswer<Answer>>({ max: answersMax })
  readonly #version: () => Promise<string | undefined>

  /** `version` is undefined when there is no telling: then nothing is kept. */
  constructor(version: () => Promise<string | undefined>) {
    this.#version = coalesced(version, versionSpacingMs)
  }

  async read(key: string, produce: () => Promise<Answer>): Promise<Answer> {
    const version = await this.#version()
    if (version === undefined) return produce()
    const kept = this.#kept.get(key)
    if (kept?.version === version) return kept.answer
    const answer = produce()
    this.#kept.set(key, { version, answer })
    answer.catch(() => {
      if (this.#kept.peek(key)?.answer === answer) this.#kept.delete(key) // the readers themselves hear of the failure
    })
    return answer
  }
}
