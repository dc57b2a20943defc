// The best settings as one line: `fastest here beyond noise: WORKERS=3 (+6 % over 2) · BATCH_ROWS=100000, as usual`.
import type { BestSetting } from './best-settings.ts'

/** Empty when nothing was swept. */
export function bestSettingsLine(settings: readonly BestSetting[]): string {
  if (settings.length === 0) return ''
  const words = settings.map(({ variable, value, usual, gain }) =>
    value === usual
      ? `${variable}=${value}, as usual`
      : `${variable}=${value} (+${Math.round(gain * 100)} % over ${usual})`,
  )
  return `fastest here beyond noise: ${words.join(' · ')}`
}
