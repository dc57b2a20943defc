// A durable staging as plain values, so that a test can have another process open the same one.
import { z } from 'zod'
import { openKafkaStaging } from '../kafka/open-kafka-staging.ts'
import { openSpoolStaging } from '../spool/open-spool-staging.ts'
import type { Staging } from '../staging.ts'

export const stagingSpec = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('spool'), dir: z.string() }),
  z.object({ kind: z.literal('kafka'), brokers: z.array(z.string()), topic: z.string(), partitions: z.int() }),
])
export type StagingSpec = z.output<typeof stagingSpec>

export function openStagingSpec(spec: StagingSpec): Promise<Staging> {
  return spec.kind === 'spool' ? openSpoolStaging(spec) : openKafkaStaging(spec)
}
