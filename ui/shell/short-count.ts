// A large number in three digits and a letter, by locale: 1.24 M.
const formats = new Map<string, Intl.NumberFormat>()

/** `locale` is the viewer's when it is not given. */
export function shortCount(value: number, locale?: string): string {
  const parts = formatOf(locale).formatToParts(value)
  return parts
    .map(({ type, value: text }, index) => {
      const touchesTheNumber = type === 'compact' && parts[index - 1]?.type !== 'literal'
      return touchesTheNumber ? `\u202f${text}` : text
    })
    .join('')
    .replaceAll('\u00a0', '\u202f')
}

function formatOf(locale: string | undefined): Intl.NumberFormat {
  const key = locale ?? ''
  const known = formats.get(key)
  if (known !== undefined) return known
  const format = new Intl.NumberFormat(locale, { notation: 'compact', maximumSignificantDigits: 3 })
  formats.set(key, format)
  return format
}
