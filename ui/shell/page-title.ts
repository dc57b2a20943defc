// The title of the page: it shows the state in a tab that is not looked at.
import type { ServiceState } from './service-state.ts'
import { shortCount } from './short-count.ts'

export function pageTitle(state: ServiceState, rowsPerSecond: number, locale?: string): string {
  switch (state) {
    case 'running':
      return `${shortCount(Math.round(rowsPerSecond), locale)}/s · Millrace`
    case 'away':
      return 'Millrace — away'
    case 'limited':
      return 'Millrace — rate limited'
    case 'connecting':
    case 'idle':
      return 'Millrace'
  }
}
