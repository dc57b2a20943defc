// The toxics in words, for the page of guarantees.
import type { ToxicKind } from './toxic.ts'

export const toxicWords = {
  latency: 'latency with jitter',
  bandwidth: 'little bandwidth',
  hang: 'connections that are taken and never answered, until they are reset',
  'half-open': "half-open connections: the server's side gone, ours not told for a while",
  reset: 'connections reset before or in the middle of a request',
  'reset-before-answer': 'connections reset after the server has done the request, before its answer comes',
  slice: 'bytes in small slices',
  'slow-close': 'ends that come late',
  'limit-data': 'connections that end in the middle of what they carry',
} as const satisfies Record<ToxicKind, string>
