// Times as `datetime-local` inputs hold them: text without a zone, meant in the viewer's.

/** To the second; the seconds are left out when they are 0. */
export function toLocalInput(atMs: number): string {
  const at = new Date(atMs)
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${String(at.getFullYear()).padStart(4, '0')}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  const seconds = at.getSeconds() === 0 ? '' : `:${two(at.getSeconds())}`
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}${seconds}`
}

/** Undefined for what is no time, an empty input for one. */
export function fromLocalInput(text: string): number | undefined {
  const atMs = /^\d{4,6}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text) ? new Date(text).getTime() : NaN
  return Number.isNaN(atMs) ? undefined : atMs
}
