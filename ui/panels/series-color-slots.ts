// Which of the theme's colours a type has: it keeps the one it got first, whatever comes and goes beside it.

export class SeriesColorSlots {
  readonly #slots = new Map<string, number>()
  readonly #count: number

  constructor(count: number) {
    this.#count = count
  }

  /** From 0; when there are more names than colours, these are given out again. */
  slotOf(name: string): number {
    const slot = this.#slots.get(name) ?? this.#slots.size % this.#count
    this.#slots.set(name, slot)
    return slot
  }
}
