// A colour of the theme, let through to what is behind it.
export function faded(color: string, percent: number): string {
  return `color-mix(in srgb, ${color} ${percent}%, transparent)`
}
