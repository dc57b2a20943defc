import { expect, test } from 'vitest'
import { chartPicture, pictureShape } from './chart-picture.ts'

const columns = { intervalMs: 1, startsMs: [0, 1], counts: [3, 5], total: 8, types: [], firstWhole: 0, lastWhole: 1 }
const colors = { total: '#00f', series: ['#f00'], surface: '#fff', text: '#000', grid: '#ccc', font: '12px x' }
const lines = [
  { name: 'view', color: '#f00', counts: [2, 4] },
  { name: 'click', color: '#0f0', counts: [1, 1] },
]

test('stacked lines stand on each other, others on the ground', () => {
  expect(chartPicture({ columns, colors, lines, isStacked: true }).heights).toEqual([
    [2, 4],
    [3, 5],
  ])
  expect(chartPicture({ columns, colors, lines, isStacked: false }).heights).toEqual([
    [2, 4],
    [1, 1],
  ])
})

test('the shape changes with lines, stack and colours, not with numbers', () => {
  const picture = chartPicture({ columns, lines, isStacked: false, colors })
  const shape = pictureShape(picture)
  expect(pictureShape({ ...picture, lines: lines.map((line) => ({ ...line, counts: [9, 9] })) })).toBe(shape)
  expect(pictureShape({ ...picture, isStacked: true })).not.toBe(shape)
  expect(pictureShape({ ...picture, lines: lines.slice(1) })).not.toBe(shape)
  expect(pictureShape({ ...picture, colors: { ...colors, total: '#fff' } })).not.toBe(shape)
})
