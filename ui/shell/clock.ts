// The time of day as the viewer's locale writes it, to the second.
import { hourStyle } from '../chart/hour-style.ts'

const format = new Intl.DateTimeFormat(undefined, { hour: hourStyle(), minute: '2-digit', second: '2-digit' })

export function clock(atMs: number): string {
  return format.format(atMs)
}
