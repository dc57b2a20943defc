import { expect, test } from 'vitest'
import { isMillraceError } from '../../errors/millrace-error.ts'
import { findLibrary, type Platform } from './find-library.ts'

const supported: Platform = {
  operatingSystem: 'linux',
  architecture: 'x64',
  glibcVersion: '2.36',
  resolve: (specifier) => `/found/${specifier}`,
}

function failureOn(platform: Partial<Platform>): string {
  try {
    return findLibrary({ ...supported, ...platform })
  } catch (error) {
    if (isMillraceError(error)) return `${error.code}: ${error.message}`
    throw error
  }
}

test('finds the library where there is one', () => {
  expect(findLibrary(supported)).toBe('/found/@chdb/lib-linux-x64-gnu/libchdb.so')
})

test.each([{ operatingSystem: 'darwin' }, { architecture: 'arm64' }, { glibcVersion: undefined }])(
  'no library is made for %j: use a server',
  (platform) => expect(failureOn(platform)).toMatch(/^CONFIG: .*set CLICKHOUSE_URL/),
)

test('not installed: npm ci', () => {
  const resolve = (): never => {
    throw new Error('Cannot find module')
  }
  expect(failureOn({ resolve })).toMatch(/^SERVICE_FAILED: .*npm ci/)
})
