import { expect, test } from 'vitest'
import { themeAfter } from './themes.ts'

test('the key goes round all themes', () => {
  expect(themeAfter('system')).toBe('light')
  expect(themeAfter('light')).toBe('dark')
  expect(themeAfter('dark')).toBe('system')
})
