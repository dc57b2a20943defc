// Whole numbers as decimal digits in ASCII, straight into the bytes of a row.

const zero = 0x30
const billion = 1e9
const billionDigits = 9

/** How many digits a whole number from 0 to 2⁵³ has. */
export function digitCount(value: number): number {
  if (value < 10) return 1
  if (value < 100) return 2
  if (value < 1_000) return 3
  if (value < 10_000) return 4
  if (value < 100_000) return 5
  if (value < 1_000_000) return 6
  if (value < 10_000_000) return 7
  if (value < 100_000_000) return 8
  if (value < billion) return 9
  return billionDigits + digitCount(Math.floor(value / billion))
}

/** Writes the last `count` digits of a whole number, with zeros before it where it has fewer. */
export function putDigits(out: DataView, offset: number, value: number, count: number): void {
  let end = offset + count
  let rest = value
  // What is above a billion would be divided as a float at every digit.
  for (; end - offset > billionDigits; end -= billionDigits) {
    const high = Math.floor(rest / billion)
    putSmall(out, end - billionDigits, (rest - high * billion) | 0, billionDigits)
    rest = high
  }
  putSmall(out, offset, (rest % billion) | 0, end - offset)
}

function putSmall(out: DataView, offset: number, value: number, count: number): void {
  let rest = value
  for (let i = offset + count - 1; i >= offset; i--) {
    const high = (rest / 10) | 0
    out.setUint8(i, zero + rest - high * 10)
    rest = high
  }
}
