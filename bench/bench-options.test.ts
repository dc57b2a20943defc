import { isAbsolute } from 'node:path'
import { expect, test } from 'vitest'
import { benchHelp } from './bench-help.ts'
import { benchCommand, benchParts, benchVariables, givenBenchOptions, parseBenchOptions } from './bench-options.ts'

test('without anything given, all parts are measured in five rounds', () => {
  const options = parseBenchOptions({})
  expect([...options.parts]).toEqual([...benchParts])
  expect(options).toMatchObject({ rows: 2e6, rounds: 5, sweepRows: 8e6, rowCounts: [1e6, 1e7] })
  expect(options.dataset.name).toBe('page_events')
  expect(isAbsolute(options.outDir)).toBe(true)
})

test('what is given is read as people write it', () => {
  const given = {
    ROWS: '1.5M',
    ROUNDS: '3',
    ONLY: 'seed, limits',
    SWEEP_ROWS: '5e5',
    ROW_COUNTS: '1e6,1e7,1e8',
    OUT: '/x',
  }
  const { parts, ...options } = parseBenchOptions(given)
  expect([...parts]).toEqual(['seed', 'limits'])
  expect(options).toMatchObject({ rows: 1.5e6, rounds: 3, sweepRows: 5e5, rowCounts: [1e6, 1e7, 1e8], outDir: '/x' })
})

test.each([
  [{ ONLY: 'seed,speed' }, 'ONLY=speed is not valid: it may be one or several of stages,limits,seed,peers,sweeps'],
  [{ ONLY: 'seed,' }, 'ONLY= is not valid'],
  [{ ROUNDS: '0' }, 'ROUNDS=0 is not valid'],
  [{ ROUNDS: '1e6' }, 'ROUNDS=1e6 is not valid: it may be a whole number from 1 to 1000'],
  [{ ROWS: 'many' }, 'ROWS=many is not valid'],
  [{ ROW_COUNTS: '1e6;1e7' }, 'ROW_COUNTS=1e6;1e7 is not valid'],
  [{ DATASET: 'pages' }, 'DATASET=pages'],
])('%j is refused with the value, the rule and the fix', (given, message) => {
  expect(() => parseBenchOptions(given)).toThrow(expect.objectContaining({ code: 'CONFIG' }))
  expect(() => parseBenchOptions(given)).toThrow(message)
})

test('the command says what was given and nothing else; an empty variable was not', () => {
  const given = givenBenchOptions({ ROWS: '1e6', ROUNDS: '', PATH: '/bin', ONLY: 'seed' })
  expect(given).toEqual({ ROWS: '1e6', ONLY: 'seed' })
  expect(benchCommand(given)).toBe('make bench ROWS=1e6 ONLY=seed')
  expect(benchCommand({})).toBe('make bench')
})

test('the help names every variable', () => {
  for (const [name, description] of Object.entries(benchVariables)) {
    expect(benchHelp()).toMatch(new RegExp(`^ +${name} `, 'm'))
    expect(benchHelp()).toContain(description)
  }
})
