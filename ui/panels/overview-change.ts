// How a count compares with that of the time just before, as direction and words.

export interface OverviewChange {
  readonly direction: 'up' | 'down' | 'same'
  /** `+12.3 %`, or the whole comparison where a percentage says nothing. */
  readonly text: string
  /** What follows the text. */
  readonly rest: string
}

const shareMax = 10

/** `locale` is the viewer's when it is not given. */
export function overviewChange(count: number, before: number, locale?: string): OverviewChange {
  if (count === before) return { direction: 'same', text: 'as many', rest: 'as in the time before' }
  const direction = count > before ? 'up' : 'down'
  if (before === 0) return { direction, text: 'new:', rest: 'none in the time before' }
  const share = (count - before) / before
  if (share > shareMax) {
    const times = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 }).format(count / before)
    return { direction, text: `${times} times`, rest: 'the time before' }
  }
  const percent = { style: 'percent', signDisplay: 'always', maximumFractionDigits: 1 } as const
  return { direction, text: new Intl.NumberFormat(locale, percent).format(share), rest: 'on the time before' }
}
