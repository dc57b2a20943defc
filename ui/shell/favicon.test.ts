import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { faviconUrl } from './favicon.ts'

test('running and away look different from idle and from each other', () => {
  const urls = new Set([faviconUrl('idle'), faviconUrl('running'), faviconUrl('away')])
  expect(urls.size).toBe(3)
})

test('idle is the file in public/', () => {
  const file = readFileSync(new URL('../public/favicon.svg', import.meta.url), 'utf8').trim()
  expect(decodeURIComponent(faviconUrl('idle').replace('data:image/svg+xml,', ''))).toBe(file)
})
