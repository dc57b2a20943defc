// A process of the simulation: a program's promise, and what is let go of when it ends or is killed.
export class SimulatedProcess {
  readonly id: number
  readonly name: string
  isAlive = true
  /** How its program ended; undefined while it runs and when it was killed. */
  outcome: { readonly ok: true } | { readonly ok: false; readonly error: unknown } | undefined
  readonly #onEnd: (() => void)[] = []

  constructor(id: number, name: string) {
    this.id = id
    this.name = name
  }

  onEnd(letGo: () => void): void {
    this.#onEnd.push(letGo)
  }

  end(): void {
    this.isAlive = false
    for (const letGo of this.#onEnd.splice(0)) letGo()
  }
}
