// Rows per second over the last few seconds.

const windowMs = 5_000

export class RateWindow {
  readonly #samples: { readonly atMs: number; readonly rows: number }[] = []

  /** Takes a reading and returns rows per second over the window that ends with it. */
  add(atMs: number, rows: number): number {
    this.#samples.push({ atMs, rows })
    while (this.#samples.length > 2 && atMs - (this.#samples[0]?.atMs ?? atMs) > windowMs) this.#samples.shift()
    const oldest = this.#samples[0]
    if (oldest === undefined || oldest.atMs === atMs) return 0
    return ((rows - oldest.rows) / (atMs - oldest.atMs)) * 1000
  }
}
