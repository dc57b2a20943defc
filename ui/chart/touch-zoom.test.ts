import { beforeEach, expect, test, vi } from 'vitest'
import { TouchZoom, type TouchActions } from './touch-zoom.ts'

const widthPx = 400
const actions = {
  widthPx: () => widthPx,
  point: vi.fn<TouchActions['point']>(),
  select: vi.fn<TouchActions['select']>(),
  zoom: vi.fn<TouchActions['zoom']>(),
  back: vi.fn<TouchActions['back']>(),
}
let touch: TouchZoom

beforeEach(() => {
  vi.clearAllMocks()
  touch = new TouchZoom(actions)
})

test('a tap shows the values there, also when the finger trembles', () => {
  touch.down(1, 100)
  touch.move(1, 104)
  touch.up(1)
  expect(actions.point).toHaveBeenLastCalledWith(104)
  expect(actions.zoom).not.toHaveBeenCalled()
  expect(actions.select.mock.calls.every(([stretch]) => stretch === undefined)).toBe(true)
})

test('a finger that moves selects, to the left as well, and zooms when it is lifted', () => {
  touch.down(1, 300)
  touch.move(1, 250)
  expect(actions.select).toHaveBeenLastCalledWith({ fromPx: 250, toPx: 300 })
  touch.move(1, 100)
  expect(actions.zoom).not.toHaveBeenCalled()
  touch.up(1)
  expect(actions.zoom).toHaveBeenCalledExactlyOnceWith({ fromPx: 100, toPx: 300 })
  expect(actions.select).toHaveBeenLastCalledWith(undefined)
})

test('a finger that comes back to where it began has selected nothing', () => {
  touch.down(1, 300)
  touch.move(1, 100)
  touch.move(1, 301)
  touch.up(1)
  expect(actions.zoom).not.toHaveBeenCalled()
})

test('a touch that becomes a scroll means nothing', () => {
  touch.down(1, 300)
  touch.move(1, 250)
  touch.cancel(1)
  touch.up(1)
  expect(actions.select).toHaveBeenLastCalledWith(undefined)
  expect(actions.zoom).not.toHaveBeenCalled()
  expect(actions.back).not.toHaveBeenCalled()
})

function pinch([oneFrom, oneTo]: [number, number], [otherFrom, otherTo]: [number, number]): void {
  touch.down(1, oneFrom)
  touch.down(2, otherFrom)
  touch.move(1, oneTo)
  touch.move(2, otherTo)
  touch.up(2)
}

test('two fingers that part zoom in: what was under them stays under them', () => {
  pinch([150, 50], [250, 350])
  expect(actions.zoom).toHaveBeenCalledExactlyOnceWith({ fromPx: 200 - 200 / 3, toPx: 200 + 200 / 3 })
  const { fromPx, toPx } = actions.zoom.mock.calls[0]?.[0] ?? { fromPx: NaN, toPx: NaN }
  const after = (beforePx: number) => ((beforePx - fromPx) / (toPx - fromPx)) * widthPx
  expect([after(150), after(250)]).toEqual([expect.closeTo(50), expect.closeTo(350)])
})

test('never beyond what is shown', () => {
  pinch([0, 200], [100, 400])
  expect(actions.zoom).toHaveBeenCalledExactlyOnceWith({ fromPx: 0, toPx: 100 })
})

test('two that close go back, two that rest do nothing', () => {
  pinch([100, 103], [200, 196])
  expect(actions.back).not.toHaveBeenCalled()
  touch.up(1)
  pinch([50, 150], [350, 250])
  expect(actions.back).toHaveBeenCalledOnce()
  expect(actions.zoom).not.toHaveBeenCalled()
})

test('the finger that is left after a pinch selects nothing, and a third one counts for nothing', () => {
  touch.down(3, 10)
  touch.down(1, 150)
  touch.down(2, 390)
  touch.move(2, 0)
  touch.up(2)
  touch.up(1)
  touch.move(3, 300)
  touch.up(3)
  expect(actions.zoom).not.toHaveBeenCalled()
  expect(actions.point).not.toHaveBeenCalled()
})
