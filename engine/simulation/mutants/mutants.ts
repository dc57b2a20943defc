// The pipeline with each of its safeguards taken out in turn: the simulation has to notice every one of them.
import { machineMutants } from './machine-mutants.ts'
import type { Mutant } from './mutant.ts'
import { stagingMutants } from './staging-mutants.ts'
import { warehouseMutants } from './warehouse-mutants.ts'

export const mutants: readonly Mutant[] = [...stagingMutants, ...machineMutants, ...warehouseMutants]
