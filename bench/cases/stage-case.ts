// One thing whose speed is measured alone, as plain values: what an iteration does, and how many rows and bytes that is.
import type { ServiceCpu } from '../measure/service-cpu-meter.ts'

/** In the order in which a row meets them; `bound` is what no generator can beat. */
export const stageNames = ['bound', 'generate', 'encode', 'compress', 'checksum', 'stage', 'consume', 'insert'] as const
export type StageName = (typeof stageNames)[number]

export interface StageCase {
  readonly stage: StageName
  /** Unique within the stage, the same from run to run. */
  readonly variant: string
  /** Rows of one iteration. */
  readonly rowCount: number
  /** Encoded bytes of one iteration, or those of the frames where nobody looks into them. */
  readonly byteCount?: number
  /** The service that does part of the work, whose CPU time counts too. */
  readonly service?: keyof ServiceCpu
  /** One iteration. */
  readonly work: () => void | Promise<void>
  /** After each iteration, not measured. */
  readonly rest?: () => Promise<void>
}
