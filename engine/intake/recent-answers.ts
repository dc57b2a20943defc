// Remembers what requests with a key were answered, so that one that is repeated gets the same answer at once. A short
// memory of this process alone: what it does not know, the drain finds out.
import type { IntakeAnswer } from './intake-answer.ts'

const answersMax = 100_000
const rejectedKeptMax = 100

export class RecentAnswers {
  readonly #answers = new Map<string, Promise<IntakeAnswer>>()

  /** The answer to a request with that key that is under way or was taken. One that failed is forgotten. */
  get(key: string): Promise<IntakeAnswer> | undefined {
    return this.#answers.get(key)
  }

  keep(key: string, answer: Promise<IntakeAnswer>): void {
    this.#answers.delete(key)
    this.#answers.set(key, answer)
    const [oldest] = this.#answers.keys()
    if (this.#answers.size > answersMax && oldest !== undefined) this.#answers.delete(oldest)
    const forget = (): void => {
      if (this.#answers.get(key) === answer) this.#answers.delete(key)
    }
    answer.then(({ rejected }) => {
      if (rejected.length > rejectedKeptMax) forget()
    }, forget)
  }
}
