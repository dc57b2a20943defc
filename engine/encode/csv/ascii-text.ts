// Numbers whose text is made as a string: for kinds of which there are few in a row, or few different values.
import type { NumberText } from './number-text.ts'

/** `textOf` answers one character for each byte. Its last answer is kept. */
export function asciiText(textOf: (value: number) => string): NumberText {
  let known: number | undefined
  let text = ''
  const find = (value: number): string => {
    if (!Object.is(value, known)) {
      known = value
      text = textOf(value)
    }
    return text
  }
  return {
    lengthBytes: (value) => find(value).length,
    put(out, offset, value) {
      const found = find(value)
      for (let i = 0; i < found.length; i++) out.setUint8(offset + i, found.charCodeAt(i))
    },
  }
}
