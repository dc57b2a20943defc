// The committed ratios that later ones are held against, and where they were measured.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { ratiosSchema } from './measure-ratios.ts'

const file = join(import.meta.dirname, '../baselines/gate.json')

const baselinesSchema = z.strictObject({
  /** For people: the ratios are what should be alike elsewhere. */
  measuredOn: z.strictObject({ cpu: z.string(), node: z.string() }),
  ratios: ratiosSchema,
})

export type Baselines = z.output<typeof baselinesSchema>

export function readBaselines(): Baselines {
  return baselinesSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
}

export function writeBaselines(baselines: Baselines): void {
  writeFileSync(file, `${JSON.stringify(baselinesSchema.parse(baselines), null, 2)}\n`)
}
