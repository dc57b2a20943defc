import { expect, test } from 'vitest'
import { testBlock } from '../staging/testing/test-block.ts'
import { assertOwnToken } from './assert-own-token.ts'

const header = { ...testBlock(7).header, datasetId: 'abc', token: 'abc/1/7' }

test("a batch's own token passes, and so does whatever token a block of live events has", () => {
  expect(() => assertOwnToken(header)).not.toThrow()
  expect(() => assertOwnToken({ ...header, datasetId: 'live-abc' })).not.toThrow()
})

test.each([{ batch: 8 }, { schemaVersion: 2 }, { datasetId: 'abd' }, { token: 'abc/1/70' }])(
  'a header with %j is damaged',
  (changed) => {
    expect(() => assertOwnToken({ ...header, ...changed })).toThrow(/^damaged header.*its token is of another/)
  },
)
