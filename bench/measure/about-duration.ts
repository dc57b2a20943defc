// A duration that nobody knows exactly, in words.

/** `about 20 s`, `about 4 min` */
export function aboutDuration(seconds: number): string {
  if (seconds < 55) return `about ${Math.max(1, Math.ceil(seconds / 10)) * 10} s`
  return `about ${Math.max(1, Math.round(seconds / 60))} min`
}
