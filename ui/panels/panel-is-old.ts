// Whether a panel is to say from when its answer is: nobody gives a newer one, for the API is away or limits the page.
import type { Resource } from '../state/resource.svelte.ts'

/** `awaySinceMs`: when the connection broke, which is known before the next question fails; undefined while it stands. */
export function panelIsOld(
  { value, error, answeredAtMs }: Pick<Resource<unknown>, 'value' | 'error' | 'answeredAtMs'>,
  awaySinceMs: number | undefined,
): boolean {
  if (value === undefined || answeredAtMs === undefined) return false
  if (error?.kind === 'away' || error?.kind === 'limited') return true
  // An answer that came after it is new: only the live connection is broken then.
  return error === undefined && awaySinceMs !== undefined && answeredAtMs < awaySinceMs
}
