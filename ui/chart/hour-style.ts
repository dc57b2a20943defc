// How hours are written where the viewer is: `1 PM`, but `01:00`.

/** `locale` is the viewer's when it is not given. */
export function hourStyle(locale?: string): 'numeric' | '2-digit' {
  const isTwelveHours = new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions().hour12 === true
  return isTwelveHours ? 'numeric' : '2-digit'
}
