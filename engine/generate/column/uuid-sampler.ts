// UUIDs from the seed (RFC 9562): version 4, all random, and version 7, the row's milliseconds and 74 random bits.
import type { ColumnSampler } from './drawn-column.ts'

const wordsPerUuid = 4
const version4 = 0x4000
const version7 = 0x7000
const variant = 0x8000_0000

export function uuidV4Sampler(slotCountMax: number): ColumnSampler {
  const uuids = new Uint32Array(slotCountMax * wordsPerUuid)
  return {
    drawn: { layout: 'uuid', words: uuids },
    draw({ from, to, random }) {
      const words = random.next((to - from) * wordsPerUuid)
      const first = from * wordsPerUuid
      for (let i = first; i < to * wordsPerUuid; i += wordsPerUuid) {
        uuids[i] = ((words[i - first] ?? 0) & 0xffff_0fff) | version4
        uuids[i + 1] = words[i - first + 1] ?? 0
        uuids[i + 2] = words[i - first + 2] ?? 0
        uuids[i + 3] = ((words[i - first + 3] ?? 0) & 0x3fff_ffff) | variant
      }
    },
  }
}

export function uuidV7Sampler(slotCountMax: number): ColumnSampler {
  const uuids = new Uint32Array(slotCountMax * wordsPerUuid)
  return {
    drawn: { layout: 'uuid', words: uuids },
    draw({ from, to, timesMs, random }) {
      const words = random.next((to - from) * 3)
      for (let slot = from; slot < to; slot++) {
        const timeMs = timesMs[slot] ?? 0
        const i = slot * wordsPerUuid
        const at = (slot - from) * 3
        // The first half of the UUID as a 64-bit number is time (48 bits), version (4), random (12).
        uuids[i] = (timeMs << 16) | version7 | ((words[at] ?? 0) & 0x0fff)
        uuids[i + 1] = Math.floor(timeMs / 65_536)
        uuids[i + 2] = words[at + 1] ?? 0
        uuids[i + 3] = ((words[at + 2] ?? 0) & 0x3fff_ffff) | variant
      }
    },
  }
}
