// What every gated case is compared with: a fixed piece of work that asks of a machine what generating and encoding ask
// (integer arithmetic, reads all over a table, bytes written one by one, memory copied), and that Millrace's code is no part of.

const tableEntries = 1 << 16
const stepCount = 500_000
const copiedBytes = 1024 * 1024

/** Each call does the same. */
export function referenceWork(): () => void {
  const table = Uint32Array.from({ length: tableEntries }, (_, index) => Math.imul(index, 2_654_435_761))
  const written = new Uint8Array(stepCount * 4)
  const source = new Uint8Array(copiedBytes).fill(7)
  const target = new Uint8Array(copiedBytes)
  return () => {
    let state = 1
    for (let step = 0, offset = 0; step < stepCount; step++) {
      state ^= state << 13
      state ^= state >>> 17
      state ^= state << 5
      const word = (table[state & (tableEntries - 1)] ?? 0) + state
      written[offset++] = word
      written[offset++] = word >>> 8
      written[offset++] = word >>> 16
      written[offset++] = word >>> 24
    }
    target.set(source)
  }
}
