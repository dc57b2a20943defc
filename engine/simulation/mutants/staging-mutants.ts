// Mutants of what a process asks of its staging: when blocks are committed, and whether they are looked at before.
import { crc32 } from 'node:zlib'
import type { Block } from '../../block/block.ts'
import type { Membership } from '../../staging/kafka/group-membership.ts'
import type { StagedBlock, StagingConsumer } from '../../staging/staging.ts'
import type { Mutant } from './mutant.ts'

export const stagingMutants: readonly Mutant[] = [
  {
    without: 'insert before commit',
    staging: withConsumer(async (staged, consumer) => {
      await consumer.commit(staged)
      return staged
    }),
  },
  {
    without: 'checksum of the frame',
    staging: withConsumer((staged) => (staged.ok ? { ...staged, block: withOwnCrc(staged.block) } : staged)),
  },
  {
    without: 'the lowest offset in flight as the bound of a commit',
    kafka: (link, kafka) => ({
      ...link,
      newMembership: (options) => {
        const membership = link.newMembership(options)
        const commit: Membership['commit'] = (offsets) =>
          membership.commit(
            offsets.map(({ partition }) => ({ partition, offset: BigInt(kafka.partition(partition).records.length) })),
          )
        return Object.defineProperty({ ...membership, commit }, 'partitions', { get: () => membership.partitions })
      },
    }),
  },
]

/** Every staged block goes through `changed` before the drain has it. */
function withConsumer(
  changed: (staged: StagedBlock, consumer: StagingConsumer) => StagedBlock | Promise<StagedBlock>,
): NonNullable<Mutant['staging']> {
  return (staging) => ({
    ...staging,
    consume: async (options) => {
      const consumer = await staging.consume(options)
      return {
        isFromOutside: consumer.isFromOutside,
        commit: (staged) => consumer.commit(staged),
        close: () => consumer.close(),
        async *[Symbol.asyncIterator]() {
          for await (const staged of consumer) yield await changed(staged, consumer)
        },
      }
    },
  })
}

function withOwnCrc({ header, frame }: Block): Block {
  return { header: { ...header, crc32: crc32(frame) }, frame }
}
