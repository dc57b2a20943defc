import { expect, test } from 'vitest'
import { failureReport, firstFailure } from './first-failure.ts'

const seeds = { from: 1, count: 100_000 }

test(`each batch and each request is in once, whatever happens: ${seeds.count} runs`, async () => {
  const failure = await firstFailure(seeds)
  if (failure !== undefined) expect.fail(await failureReport(failure.seed))
})
