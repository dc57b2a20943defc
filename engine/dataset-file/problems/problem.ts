// What is wrong in a dataset file, and where.

export type KeyPath = readonly (string | number)[]

export interface Problem {
  readonly path: KeyPath
  /** Whether the key itself is wrong, or what stands there. */
  readonly about: 'key' | 'value'
  /** A sentence: the rule, and the fix. */
  readonly rule: string
}

/** A place in the file: to go on from, and to report at. */
export class Spot {
  readonly path: KeyPath
  readonly #problems: Problem[]

  constructor(problems: Problem[], path: KeyPath = []) {
    this.#problems = problems
    this.path = path
  }

  at(...keys: KeyPath): Spot {
    return new Spot(this.#problems, [...this.path, ...keys])
  }

  report(rule: string, about: Problem['about'] = 'value'): void {
    this.#problems.push({ path: this.path, about, rule })
  }
}
