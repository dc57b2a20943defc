// Which dataset is meant, by its name; without it, the one that live events go into.
import { z } from 'zod'
import { documentedParam } from './documented-param.ts'

const rule = 'must be a name from /metrics/datasets'
/** Names of tables are never longer. */
const nameCharactersMax = 255

export const datasetParam = documentedParam(z.string().min(1, rule).max(nameCharactersMax, rule), {
  type: 'string',
  minLength: 1,
  maxLength: nameCharactersMax,
  description: 'A dataset that /metrics/datasets names; without it, the first of them',
}).optional()
