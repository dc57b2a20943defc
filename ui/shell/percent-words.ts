// A share as the viewer's locale writes it: 12.3 %.
const format = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 })

/** `share` is from 0 to 1. */
export function percentWords(share: number): string {
  return format.format(share)
}
