// Letters that are made of a number: what stands for a text of which there are too many to keep.

const lettersPerWord = 6 // 26⁶ is below 2³²
const alphabet = 'abcdefghijklmnopqrstuvwxyz'

/** Finalizer of MurmurHash3 (Austin Appleby, public domain), for a word of a number and the place of the letters. */
function mixed(word: number): number {
  let h = word
  h = Math.imul(h ^ (h >>> 16), 0x85eb_ca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2_ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** Writes `count` letters at `offset`. */
export function putHashLetters(bytes: Uint8Array, offset: number, value: number, count: number): void {
  const low = mixed(value | 0)
  const high = mixed(Math.floor(value / 2 ** 32) ^ 0x9e37_79b9)
  let word = 0
  for (let i = 0; i < count; i++) {
    if (i % lettersPerWord === 0) word = mixed(mixed(low ^ (i * 0x9e37_79b1)) ^ high)
    bytes[offset + i] = alphabet.charCodeAt(word % alphabet.length)
    word = Math.floor(word / alphabet.length)
  }
}
