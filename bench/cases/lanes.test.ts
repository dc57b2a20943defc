import { expect, test } from 'vitest'
import { Lanes } from './lanes.ts'

/** Work that ends when the test says so. */
function pieces() {
  const underWay: PromiseWithResolvers<undefined>[] = []
  const started = { count: 0 }
  const work = async (): Promise<void> => {
    started.count++
    const piece = Promise.withResolvers<undefined>()
    underWay.push(piece)
    await piece.promise
  }
  const settle = async (end: (piece: PromiseWithResolvers<undefined> | undefined) => void): Promise<void> => {
    end(underWay.shift())
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { work, started, endOne: () => settle((piece) => piece?.resolve(undefined)), settle }
}

test('a lane goes on as soon as its piece has ended, without waiting for the others or for who counts', async () => {
  const { work, started, endOne } = pieces()
  const lanes = new Lanes(3, work)
  expect(started.count).toBe(3)
  await endOne()
  expect(started.count).toBe(4)
  let isThere = false
  const next = lanes.next(2).then(() => (isThere = true))
  expect(isThere).toBe(false) // one has ended, two are asked for
  await endOne()
  await next
  expect(started.count).toBe(5)

  const stopped = lanes.stop()
  for (let left = 3; left > 0; left--) await endOne()
  await stopped
  expect(started.count).toBe(5)
})

test('pieces that ended before they were asked for count', async () => {
  const { work, endOne } = pieces()
  const lanes = new Lanes(1, work)
  for (let piece = 0; piece < 3; piece++) await endOne()
  await lanes.next(2)
  await lanes.next(1)
  const stopped = lanes.stop()
  await endOne()
  await stopped
})

test('a piece that fails is told to whoever waits, asks later, or stops', async () => {
  const { work, settle } = pieces()
  const lanes = new Lanes(2, work)
  const waiting = lanes.next(2)
  await Promise.all([
    expect(waiting).rejects.toThrow('refused'),
    settle((piece) => piece?.reject(new Error('refused'))),
  ])
  await expect(lanes.next(1)).rejects.toThrow('refused')
  await expect(lanes.stop()).rejects.toThrow('refused')
})
