// Writes docs/guarantees.md anew: `node faults/guarantees/write-guarantees.ts`.
import { writeFile } from 'node:fs/promises'
import { readResults } from '../matrix/fault-results.ts'
import { guaranteesPage, pageFile } from './guarantees-page.ts'
import { registeredRows } from './registered-rows.ts'

await writeFile(pageFile, await guaranteesPage(await registeredRows(), readResults()))
