// The flag of a country as an emoji, for browsers whose fonts have flags.
const firstFlagLetter = 0x1f1e6
const firstLetter = 65

/** Nothing for what is no code of two capital letters. */
export function countryFlag(code: string): string | undefined {
  if (!/^[A-Z]{2}$/.test(code)) return undefined
  return String.fromCodePoint(...Array.from(code, (letter) => firstFlagLetter + letter.charCodeAt(0) - firstLetter))
}

let answer: boolean | undefined

/** Whether flags come out in colour: without such a font they are two empty boxes, or two letters. */
export function drawsFlags(): boolean {
  answer ??= isDrawnInColour('🇯🇵')
  return answer
}

function isDrawnInColour(text: string): boolean {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 24
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  if (pen === null) return false
  pen.font = '18px sans-serif'
  pen.fillText(text, 0, 18)
  const { data: bytes } = pen.getImageData(0, 0, 24, 24)
  for (let at = 0; at < bytes.length; at += 4) {
    // Black text has no red; smoothed edges differ between the colours by little.
    if (Math.abs((bytes[at] ?? 0) - (bytes[at + 1] ?? 0)) > 60 && (bytes[at + 3] ?? 0) > 200) return true
  }
  return false
}
