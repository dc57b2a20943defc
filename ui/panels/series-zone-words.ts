// The time zone of what is shown, in words: its name and how far it is from UTC, in which buckets are counted.

/** `timeZone` is the viewer's when it is not given. */
export function seriesZoneWords(atMs: number, timeZone?: string): string {
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
  const name = format.resolvedOptions().timeZone
  const offset = format.formatToParts(atMs).find(({ type }) => type === 'timeZoneName')?.value ?? ''
  if (name === 'UTC') return 'Times and buckets in UTC'
  return `Times in ${name.replaceAll('_', ' ')} (${offset.replace('GMT', 'UTC')}), buckets in UTC`
}
