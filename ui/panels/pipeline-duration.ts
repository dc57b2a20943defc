// A duration in its two largest units, and a latency in its unit: 1h 5m, 12s, 340 ms.

/** `locale` is the viewer's when it is not given. */
export function durationWords(seconds: number, locale?: string): string {
  const whole = Math.round(seconds)
  const part = (value: number, unit: string) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'narrow' }).format(value)
  const units = [
    ['day', Math.floor(whole / 86_400)],
    ['hour', Math.floor(whole / 3600) % 24],
    ['minute', Math.floor(whole / 60) % 60],
    ['second', whole % 60],
  ] as const
  const largest = units.findIndex(([, value]) => value > 0)
  if (largest === -1) return part(0, 'second')
  return units
    .slice(largest, largest + 2)
    .filter(([, value], index) => index === 0 || value > 0)
    .map(([unit, value]) => part(value, unit))
    .join(' ')
}

/** From a second on in seconds; three digits. */
export function latencyWords(ms: number, locale?: string): string {
  const number = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 })
  return ms < 999.5 ? `${number.format(ms)} ms` : `${number.format(ms / 1000)} s`
}
