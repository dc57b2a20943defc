// Zod makes code from schemas where it may, and tries whether it may: the page's policy forbids it and reports each try. To be
// imported before any schema.
import { config } from 'zod/v4/core'

config({ jitless: true })
