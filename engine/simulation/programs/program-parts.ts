// What a simulated process has to do with: the machine and the warehouse as it sees them, and the settings.
import type { OpenDrainOptions } from '../../ingest/open-drain.ts'
import type { Machine } from '../../machine/machine.ts'
import type { Staging } from '../../staging/staging.ts'
import type { WarehousePort } from '../../warehouse/warehouse-port.ts'
import type { Scheduler } from '../time/scheduler.ts'

export interface ProgramParts {
  readonly scheduler: Scheduler
  readonly machine: Machine
  readonly warehouse: WarehousePort
  /** As the process sees it; a mutant puts another one in its place. */
  readonly openStaging: () => Promise<Staging>
}

export const config: OpenDrainOptions['config'] = {
  DATA_DIR: '/data',
  INSERTS_IN_FLIGHT: 3,
  RETRY_SECONDS: 60,
  STAGED_BYTES_MAX: 200,
}

export const spoolFolder = '/data/spool/simulated'
export const deadLettersFolder = '/data/dead-letters'
