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
    draw({ slotCount, words }) {
      uuids.set(words(slotCount * wordsPerUuid).subarray(0, slotCount * wordsPerUuid))
      for (let i = 0; i < slotCount * wordsPerUuid; i += wordsPerUuid) {
        uuids[i] = ((uuids[i] ?? 0) & 0xffff_0fff) | version4
        uuids[i + 3] = ((uuids[i + 3] ?? 0) & 0x3fff_ffff) | variant
      }
    },
  }
}

export function uuidV7Sampler(slotCountMax: number): ColumnSampler {
  const uuids = new Uint32Array(slotCountMax * wordsPerUuid)
  return {
    drawn: { layout: 'uuid', words: uuids },
    draw({ slotCount, timesMs, words }) {
      const random = words(slotCount * 3)
      for (let slot = 0; slot < slotCount; slot++) {
        const timeMs = timesMs[slot] ?? 0
        const i = slot * wordsPerUuid
        // The first half of the UUID as a 64-bit number is time (48 bits), version (4), random (12).
        uuids[i] = (timeMs << 16) | version7 | ((random[slot * 3] ?? 0) & 0x0fff)
        uuids[i + 1] = Math.floor(timeMs / 65_536)
        uuids[i + 2] = random[slot * 3 + 1] ?? 0
        uuids[i + 3] = ((random[slot * 3 + 2] ?? 0) & 0x3fff_ffff) | variant
      }
    },
  }
}
