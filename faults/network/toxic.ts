// What a bad network does to a connection: the list of ToxiProxy, and a few moments that only a database can be hit at.
// https://github.com/Shopify/toxiproxy#toxics

export type Toxic =
  /** Every piece comes later, both ways. */
  | { readonly kind: 'latency'; readonly nextDelayMs: () => number }
  | { readonly kind: 'bandwidth'; readonly bytesPerSecond: number }
  /** Connections are taken, nothing is ever answered. */
  | { readonly kind: 'hang' }
  /** The server's side of the connection is gone, the client's stays. */
  | { readonly kind: 'half-open' }
  /** The client's connection is reset when it has sent so many bytes more; 0: at once. */
  | { readonly kind: 'reset'; readonly afterBytes: number }
  /** What the client has sent is done; its connection is reset when the answer comes. */
  | { readonly kind: 'reset-before-answer' }
  /** Pieces of so many bytes, each a little later than the one before. */
  | { readonly kind: 'slice'; readonly bytesPerPiece: number; readonly delayMs: number }
  /** A connection that one side has ended stays open to the other for so long. */
  | { readonly kind: 'slow-close'; readonly delayMs: number }
  /** The connection ends properly after so many bytes one way, in the middle of whatever it was. */
  | { readonly kind: 'limit-data'; readonly bytes: number }

export type ToxicKind = Toxic['kind']

export const toxicKinds = [
  'latency',
  'bandwidth',
  'hang',
  'half-open',
  'reset',
  'reset-before-answer',
  'slice',
  'slow-close',
  'limit-data',
] as const satisfies readonly ToxicKind[]

/** Those that meet a connection while it is used: one that is kept alive has no end that could come late. */
export const toxicKindsInUse = toxicKinds.filter((kind) => kind !== 'slow-close')

/** One of that kind, with numbers that hurt a few requests of some hundred kilobytes, and let others pass. */
export function randomToxic(kind: ToxicKind, random: () => number): Toxic {
  const upTo = (max: number): number => Math.ceil(random() * max)
  switch (kind) {
    case 'latency':
      return { kind, nextDelayMs: jitter(upTo(60), upTo(120), random) }
    case 'bandwidth':
      return { kind, bytesPerSecond: 200_000 + upTo(800_000) }
    case 'reset':
      return { kind, afterBytes: random() < 0.2 ? 0 : upTo(400_000) }
    case 'slice':
      return { kind, bytesPerPiece: 1_000 + upTo(20_000), delayMs: upTo(3) }
    case 'slow-close':
      return { kind, delayMs: upTo(1_500) }
    case 'limit-data':
      return { kind, bytes: upTo(400_000) }
    case 'hang':
    case 'half-open':
    case 'reset-before-answer':
      return { kind }
  }
}

function jitter(delayMs: number, jitterMs: number, random: () => number): () => number {
  return () => delayMs + random() * jitterMs
}
