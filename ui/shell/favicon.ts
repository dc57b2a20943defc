// The favicon as an SVG data URL: the water of the millrace, with a dot for running and for away.
import type { ServiceState } from './service-state.ts'

const dotColours: Readonly<Partial<Record<ServiceState, string>>> = {
  running: '#2fb56a',
  away: '#e5484d',
  limited: '#e3ad4d',
}

const waves =
  '<rect width="32" height="32" rx="7" fill="#0a6a74"/>' +
  '<g fill="none" stroke="#fff" stroke-width="2.4" stroke-linecap="round">' +
  '<path d="M6 11c3.3-3 6.7-3 10 0s6.7 3 10 0M6 17c3.3-3 6.7-3 10 0s6.7 3 10 0M6 23c3.3-3 6.7-3 10 0s6.7 3 10 0"/></g>'

/** Of a set of four at most, so that the browser keeps them. */
export function faviconUrl(state: ServiceState): string {
  const colour = dotColours[state]
  const dot =
    colour === undefined ? '' : `<circle cx="25" cy="25" r="6" fill="${colour}" stroke="#fff" stroke-width="2"/>`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${waves}${dot}</svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}
