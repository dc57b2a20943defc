import { expect, test } from 'vitest'
import { MergedLog } from './merged-log.ts'

const colors = { up: 37, api: 36, dashboard: 35 }
const logged = { level: 'warn', time: '2026-11-25T07:00:00.000Z', route: '/events', ms: 12, msg: 'answered' }

function merged(hasColor: boolean): { log: MergedLog; text: () => string } {
  let text = ''
  return { log: new MergedLog({ write: (more) => (text += more), hasColor, colors }), text: () => text }
}

test("lines have their part's name in front, and JSON of the log is made readable", () => {
  const { log, text } = merged(false)
  log.of('up')('a line')
  log.of('dashboard')('')
  log.of('api')(JSON.stringify(logged))
  log.of('dashboard')('{"rowsInserted":1}')
  expect(text().split('\n')).toEqual([
    'up        │ a line',
    expect.stringMatching(/^api {7}│ \[\d\d:\d\d:\d\d\] WARN: answered \{"route":"\/events","ms":12\}$/),
    'dashboard │ {"rowsInserted":1}',
    '',
  ])
})

test('every line of a stack has the prefix', () => {
  const { log, text } = merged(false)
  const err = { type: 'Error', message: 'no', stack: 'Error: no\n    at here\n    at there' }
  log.of('api')(JSON.stringify({ ...logged, err }))
  const lines = text().trimEnd().split('\n')
  expect(lines.length).toBeGreaterThan(3)
  for (const line of lines) expect(line).toMatch(/^api {7}│ /)
  expect(text()).toContain('at there')
})

test('with colour only where it is wanted', () => {
  const coloured = merged(true)
  coloured.log.of('api')('a line')
  expect(coloured.text()).toBe('\u001B[36mapi       │\u001B[39m a line\n')
  const plain = merged(false)
  plain.log.of('api')(JSON.stringify(logged))
  expect(plain.text()).not.toContain('\u001B')
})
