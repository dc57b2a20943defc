// A count in an answer: a JSON number that every client can hold exactly.
import { z } from 'zod'

export const count = z.int().min(0)
