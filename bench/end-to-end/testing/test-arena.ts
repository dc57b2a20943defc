// An arena for a test file, with a ClickHouse of its own: on the one that all tests share it is never quiet.
import { datasetNamed } from '@millrace/schemas/datasets/datasets.ts'
import { afterAll } from 'vitest'
import type { Arena } from '../contender.ts'
import { openArena } from '../open-arena.ts'

/** Call it in `beforeAll`. */
export async function testArena({ rows }: Pick<Arena, 'rows'>): Promise<Arena> {
  const opened = await openArena({ dataset: datasetNamed('page_events'), rows, notify: () => undefined })
  afterAll(() => opened.close())
  return opened.arena
}
