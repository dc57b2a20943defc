import { expect, test } from 'vitest'
import { serviceState } from './service-state.ts'

const calm = { connection: 'open', errorKinds: [], isRunning: false, hasBeenOpen: true } as const

test('an open connection shows what the pipeline does', () => {
  expect(serviceState(calm)).toBe('idle')
  expect(serviceState({ ...calm, isRunning: true })).toBe('running')
})

test('a lost connection is away, while it is tried again too', () => {
  expect(serviceState({ ...calm, connection: 'away', isRunning: true })).toBe('away')
  expect(serviceState({ ...calm, connection: 'connecting' })).toBe('away')
})

test('the first connection is connecting until something fails', () => {
  expect(serviceState({ ...calm, connection: 'connecting', hasBeenOpen: false })).toBe('connecting')
  expect(serviceState({ ...calm, connection: 'connecting', hasBeenOpen: false, errorKinds: ['away'] })).toBe('away')
})

test('rate limited is said; one failed panel is not the state of all', () => {
  expect(serviceState({ ...calm, errorKinds: ['failed', 'limited'], isRunning: true })).toBe('limited')
  expect(serviceState({ ...calm, errorKinds: ['failed', 'away', 'overloaded'], isRunning: true })).toBe('running')
})
