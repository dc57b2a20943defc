import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { faviconUrl } from './favicon.ts'

test('running and away look different from idle and from each other', () => {
  const urls = new Set([faviconUrl('idle'), faviconUrl('running'), faviconUrl('away')])
  expect(urls.size).toBe(3)
})

test('idle is the file in public/', () => {
  const file = readFileSync(join(import.meta.dirname, '../public/favicon.svg'), 'utf8').trim()
  expect(decodeURIComponent(faviconUrl('idle').replace('data:image/svg+xml,', ''))).toBe(file)
})
