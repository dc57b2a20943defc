// How wide a text is drawn, in CSS pixels; remembered, for the same few labels are asked for with every drawing.

const widthsMax = 1000
const widths = new Map<string, number>()

export function textWidthPx(pen: CanvasRenderingContext2D, font: string, text: string): number {
  const key = `${font} ${text}`
  const known = widths.get(key)
  if (known !== undefined) return known
  pen.save()
  pen.font = font
  const { width } = pen.measureText(text)
  pen.restore()
  if (widths.size >= widthsMax) widths.clear()
  widths.set(key, width)
  return width
}
