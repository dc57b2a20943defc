import { expect, test } from 'vitest'
import { countryFlag } from './breakdown-flag.ts'

test('the flag of a code, nothing for anything else', () => {
  expect(countryFlag('DE')).toBe('🇩🇪')
  expect(countryFlag('ZA')).toBe('🇿🇦')
  expect(countryFlag('')).toBeUndefined()
  expect(countryFlag('de')).toBeUndefined()
})
