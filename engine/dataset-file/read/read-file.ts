// A dataset file as it is read: what it says, and where in it each value stands.
import type { KeyPath, Problem } from '../problems/problem.ts'

export interface ReadDatasetFile {
  /** As it was given. */
  readonly path: string
  readonly value: unknown
  /** Undefined: a program, whose values have no lines. */
  readonly placeOf: ((path: KeyPath, about: Problem['about']) => Place) | undefined
}

/** Both from 1. */
interface Place {
  readonly line: number
  readonly column: number
}
