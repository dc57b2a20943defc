import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { themeCss } from './theme-css.ts'

const tokens = readFileSync(new URL('../../../ui/shell/tokens.css', import.meta.url), 'utf8')

test('the dashboard’s light values, and all of its dark ones where the system is dark', () => {
  const [light = '', dark = ''] = themeCss(tokens).split('@media (prefers-color-scheme: dark)')
  const names = (css: string) => [...css.matchAll(/--(?:surface|text|accent|series)[\w-]*(?=:)/g)].map(([name]) => name)
  expect(light).toContain('color-scheme: light')
  expect(dark).toContain('color-scheme: dark')
  expect(names(dark)).toEqual(names(light))
  expect(names(light).length).toBeGreaterThan(10)
})

test('tokens that have changed their form are noticed', () => {
  expect(() => themeCss(':root { --surface: white; }')).toThrow('no dark values')
})
