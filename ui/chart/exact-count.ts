// A number with all of its digits, grouped as the viewer's locale does.
const formats = new Map<string, Intl.NumberFormat>()

/** `locale` is the viewer's when it is not given. */
export function exactCount(value: number, locale?: string): string {
  const key = locale ?? ''
  let format = formats.get(key)
  if (format === undefined) formats.set(key, (format = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })))
  return format.format(value)
}
