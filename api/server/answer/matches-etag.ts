// Whether an If-None-Match header names a tag: weak comparison, RFC 9110, 13.1.2.

export function matchesETag(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false
  if (header.trim() === '*') return true
  return header.split(',').some((candidate) => opaque(candidate.trim()) === opaque(etag))
}

function opaque(tag: string): string {
  return tag.startsWith('W/') ? tag.slice(2) : tag
}
