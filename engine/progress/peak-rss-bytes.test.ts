import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { peakRssBytes } from './peak-rss-bytes.ts'

const large = 400_000_000

test('is that of this program, and not of the one that has started it', () => {
  const before = peakRssBytes()
  expect(before).toBeGreaterThan(20_000_000)
  const memory = Buffer.alloc(large, 1)
  expect(peakRssBytes()).toBeGreaterThan(large)
  const file = JSON.stringify(join(import.meta.dirname, 'peak-rss-bytes.ts'))
  const program = `import { peakRssBytes } from ${file}; console.log(peakRssBytes())`
  const ofChild = execFileSync(process.execPath, ['--input-type=module', '--eval', program], { encoding: 'utf8' })
  expect(Number(ofChild)).toBeLessThan(large / 2)
  expect(memory.byteLength).toBe(large)
})
