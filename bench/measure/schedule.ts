// What is still to be measured, and about how long that takes: each step as long as the last one of its name, or as guessed.

interface Step {
  count: number
  seconds: number
}

export class Schedule {
  readonly #steps = new Map<string, Step>()

  /** `count` more steps of that name; the guess is for those that have no step behind them. */
  add(name: string, count: number, secondsGuessed: number): void {
    const step = this.#steps.get(name) ?? { count: 0, seconds: secondsGuessed }
    this.#steps.set(name, { ...step, count: step.count + count })
  }

  ended(name: string, seconds: number): void {
    const step = this.#steps.get(name)
    if (step === undefined) return
    step.count = Math.max(0, step.count - 1)
    step.seconds = seconds
  }

  /** There will be no more of these. */
  drop(name: string): void {
    this.#steps.delete(name)
  }

  get secondsLeft(): number {
    return [...this.#steps.values()].reduce((left, { count, seconds }) => left + count * seconds, 0)
  }
}
