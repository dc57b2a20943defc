import { expect, test } from 'vitest'
import { describeStaging } from '../staging.contract.ts'
import { testBlock } from '../testing/test-block.ts'
import { batches, take } from '../testing/taken.ts'
import { openDirectStaging } from './open-direct-staging.ts'

describeStaging('none', () => Promise.resolve(openDirectStaging({ blocksMax: 100 })))

test('append waits while the queue is full, handed out blocks included', async () => {
  const staging = openDirectStaging({ blocksMax: 2 })
  await staging.append(testBlock(0))
  await staging.append(testBlock(1))
  const consumer = await staging.consume({ blocksInFlightMax: 9 })
  const [first] = await take(consumer, 2)
  let isAppended = false
  const third = staging.append(testBlock(2)).then(() => (isAppended = true))
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(isAppended).toBe(false)
  if (first !== undefined) await consumer.commit(first)
  await third
  await staging.close()
})

test('an append that waits for room is refused when the staging is closed', async () => {
  const staging = openDirectStaging({ blocksMax: 1 })
  await staging.append(testBlock(0))
  const second = staging.append(testBlock(1))
  await staging.close()
  await expect(second).rejects.toMatchObject({ code: 'STAGING_UNAVAILABLE' })
})

test('blocks come in the order they were appended, and two consumers never have the same one', async () => {
  const staging = openDirectStaging({ blocksMax: 9 })
  for (let batch = 0; batch < 4; batch++) await staging.append(testBlock(batch))
  const [first, second] = [
    await staging.consume({ blocksInFlightMax: 9 }),
    await staging.consume({ blocksInFlightMax: 9 }),
  ]
  expect(batches(await take(first, 1))).toEqual([0])
  expect(batches(await take(second, 2))).toEqual([1, 2])
  await second.close()
  expect(batches(await take(first, 3))).toEqual([1, 2, 3])
  await staging.close()
})
