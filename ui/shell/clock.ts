// The time of day as the viewer's locale writes it, to the second.
const format = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' })

export function clock(atMs: number): string {
  return format.format(atMs)
}
