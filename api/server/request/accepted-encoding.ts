// Which compression an Accept-Encoding header (RFC 9110, 12.5.3) lets us use; undefined: none.

export type BodyEncoding = 'br' | 'gzip'

/** Ours in the order of preference at equal weight: brotli makes JSON smaller in about the same time. */
const ours: readonly BodyEncoding[] = ['br', 'gzip']

export function acceptedEncoding(header: string | undefined): BodyEncoding | undefined {
  if (header === undefined) return undefined
  const weights = new Map<string, number>()
  for (const part of header.toLowerCase().split(',')) {
    const [name = '', ...params] = part.split(';').map((text) => text.trim())
    weights.set(name === 'x-gzip' ? 'gzip' : name, weightOf(params))
  }
  const weight = (encoding: string) => weights.get(encoding) ?? weights.get('*') ?? 0
  const [best] = ours.filter((encoding) => weight(encoding) > 0).sort((a, b) => weight(b) - weight(a))
  // `identity` counts only when it is named: `gzip;q=0.5, identity` asks for the plain form.
  return best !== undefined && weight(best) >= (weights.get('identity') ?? 0) ? best : undefined
}

function weightOf(params: readonly string[]): number {
  const given = params.find((param) => /^q\s*=/.test(param))
  if (given === undefined) return 1
  const weight = Number(given.slice(given.indexOf('=') + 1))
  return weight >= 0 && weight <= 1 ? weight : 0
}
