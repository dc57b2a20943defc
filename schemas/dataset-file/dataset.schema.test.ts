// The JSON Schema for editors is the one that the Zod schema yields: `npx vitest run schemas/dataset-file -u` writes it anew.
import { expect, test } from 'vitest'
import { z } from 'zod'
import { datasetFile } from './dataset-file.ts'

test('dataset.schema.json is current', async () => {
  const schema = z.toJSONSchema(datasetFile, { target: 'draft-7', io: 'input' })
  await expect(`${JSON.stringify(schema, undefined, 1)}\n`).toMatchFileSnapshot('dataset.schema.json')
})
