// The ranges of time one can choose, and the widths of buckets that go with them.

export const presets = ['15m', '1h', '24h', '7d', '30d', '90d', 'all'] as const
export type Preset = (typeof presets)[number]

/** A preset ends now and moves; a custom range [fromMs, toMs) does not. */
export type Range = { readonly preset: Preset } | Bounds

export interface Bounds {
  readonly fromMs: number
  readonly toMs: number
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** `all` is as long as there are events. */
export const presetMs: Readonly<Record<Exclude<Preset, 'all'>, number>> = {
  '15m': 15 * minuteMs,
  '1h': hourMs,
  '24h': dayMs,
  '7d': 7 * dayMs,
  '30d': 30 * dayMs,
  '90d': 90 * dayMs,
}
