// Which actors occurred, exactly: a bitmap in pages, so that few actors cost little however large their numbers are.

const pageBits = 65_536
const wordsPerPage = pageBits / 32

export type ActorPages = Map<number, Uint32Array>

export class ActorBitmap {
  readonly pages: ActorPages = new Map()

  add(actor: number): void {
    const pageNumber = Math.floor(actor / pageBits)
    let page = this.pages.get(pageNumber)
    if (page === undefined) this.pages.set(pageNumber, (page = new Uint32Array(wordsPerPage)))
    const bit = actor % pageBits
    page[bit >>> 5] = (page[bit >>> 5] ?? 0) | (1 << (bit & 31))
  }

  merge(pages: ActorPages): void {
    for (const [number, other] of pages) {
      const page = this.pages.get(number)
      if (page === undefined) this.pages.set(number, other)
      else for (let word = 0; word < wordsPerPage; word++) page[word] = (page[word] ?? 0) | (other[word] ?? 0)
    }
  }

  get count(): number {
    let count = 0
    for (const page of this.pages.values()) for (const word of page) count += bitCount(word)
    return count
  }
}

function bitCount(word: number): number {
  let bits = word - ((word >>> 1) & 0x5555_5555)
  bits = (bits & 0x3333_3333) + ((bits >>> 2) & 0x3333_3333)
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24
}
