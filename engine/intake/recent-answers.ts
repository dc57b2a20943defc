// Remembers what requests with a key were answered, so that one that is repeated gets the same answer at once. A short
// memory of this process alone: what it does not know, the drain finds out.
import type { IntakeAnswer } from './intake-answer.ts'

const answersMax = 100_000
const rejectedOfAnswerMax = 100
/** Of all answers together: some tens of MB. */
const rejectedKeptMax = 100_000

interface KnownAnswer {
  readonly answer: Promise<IntakeAnswer>
  /** 0 until it is there. */
  rejectedCount: number
}

export class RecentAnswers {
  readonly #known = new Map<string, KnownAnswer>()
  #rejectedCount = 0

  /** The answer to a request with that key that is under way or was taken. One that failed is forgotten. */
  get(key: string): Promise<IntakeAnswer> | undefined {
    return this.#known.get(key)?.answer
  }

  keep(key: string, answer: Promise<IntakeAnswer>): void {
    this.#forget(key)
    const known: KnownAnswer = { answer, rejectedCount: 0 }
    this.#known.set(key, known)
    this.#makeRoom()
    const isKnown = (): boolean => this.#known.get(key) === known
    answer.then(
      ({ rejected }) => {
        if (!isKnown()) return
        if (rejected.length > rejectedOfAnswerMax) {
          this.#forget(key)
          return
        }
        known.rejectedCount = rejected.length
        this.#rejectedCount += rejected.length
        this.#makeRoom()
      },
      () => {
        if (isKnown()) this.#forget(key)
      },
    )
  }

  #makeRoom(): void {
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= answersMax && this.#rejectedCount <= rejectedKeptMax) return
      this.#forget(oldest)
    }
  }

  #forget(key: string): void {
    this.#rejectedCount -= this.#known.get(key)?.rejectedCount ?? 0
    this.#known.delete(key)
  }
}
