// Texts that are put into others again and again.
import type { TextBuffer } from './text-buffer.ts'

const strideBytes = 8

export class FixedTexts {
  /** The texts, each filled up to whole strides. In UTF-8 no eight bytes are a NaN, whose bits JavaScript might change. */
  readonly #strides: Float64Array
  readonly #firstStrides: Uint32Array
  readonly #lengths: Uint32Array

  constructor(texts: readonly string[]) {
    const encoded = texts.map((text) => Buffer.from(text))
    this.#lengths = Uint32Array.from(encoded, ({ byteLength }) => byteLength)
    this.#firstStrides = new Uint32Array(texts.length)
    let strideCount = 0
    encoded.forEach(({ byteLength }, i) => {
      this.#firstStrides[i] = strideCount
      strideCount += Math.ceil(byteLength / strideBytes)
    })
    this.#strides = new Float64Array(strideCount)
    const bytes = new Uint8Array(this.#strides.buffer)
    encoded.forEach((text, i) => bytes.set(text, (this.#firstStrides[i] ?? 0) * strideBytes))
  }

  /** In whole strides: what the last one has too much is written over by what comes next. */
  appendTo(texts: TextBuffer, index: number): void {
    const length = this.#lengths[index] ?? 0
    texts.ensure(length + strideBytes)
    const { view, usedBytes } = texts
    const end = usedBytes + length
    let stride = this.#firstStrides[index] ?? 0
    for (let at = usedBytes; at < end; at += strideBytes) view.setFloat64(at, this.#strides[stride++] ?? 0, true)
    texts.usedBytes = end
  }
}
