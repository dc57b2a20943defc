// Pixels with one decimal, which is finer than anyone sees.

export function roundPixels(pixels: number): number {
  return Math.round(pixels * 10) / 10
}
