// The time of an event in the viewer's time zone: day, and time of day to the millisecond.
const dayFormat = new Intl.DateTimeFormat(undefined, { year: 'numeric', month: '2-digit', day: '2-digit' })
const timeFormat = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  hourCycle: 'h23',
})

export function eventTime(ts: string): { day: string; time: string } {
  const atMs = Date.parse(ts)
  return { day: dayFormat.format(atMs), time: timeFormat.format(atMs) }
}
