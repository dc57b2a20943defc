// A member of the consumer group: knows which partitions are its own, and commits offsets for them.
// It promises to join again, as a new member if need be, whatever happened to the broker or to the old membership.
//
// The session is short, for a process that was killed holds its partitions until it ends.
import { Consumer } from '@platformatic/kafka'
import { errorMessage } from '../../errors/error-message.ts'
import { MillraceError } from '../../errors/millrace-error.ts'
import { coalesced } from '../../concurrency/coalesced.ts'
import { kafkaClientOptions, type KafkaAccess } from './kafka-client-options.ts'
import { recovering, type Recovery } from './recovering.ts'

const sessionTimeoutMs = 6_000 // the least that brokers allow by default
const rebalanceTimeoutMs = 10_000
const heartbeatIntervalMs = 1_000
const heartbeatStallMs = 15_000
const inactiveMsMax = 15_000
const watchIntervalMs = 1_000
const lookAtTopicEveryMs = 5_000

/** What the consumer asks of it. */
export type Membership = Pick<GroupMembership, 'partitions' | 'join' | 'committed' | 'commit' | 'close'>

export interface GroupMembershipOptions {
  readonly access: KafkaAccess
  readonly topic: string
  readonly groupId: string
  readonly recovery: Recovery
  /** Called after every (re)join. */
  readonly onAssigned: () => void
  /** Called when Kafka refuses the membership (`CONFIG`): it is not tried again. */
  readonly onRefused: (error: unknown) => void
}

export class GroupMembership {
  readonly #options: GroupMembershipOptions
  #consumer: Consumer | undefined
  #watch: NodeJS.Timeout | undefined
  /** As the topic had them before the group was joined, and its partitions were given out. */
  #partitionCount: number | undefined

  constructor(options: GroupMembershipOptions) {
    this.#options = options
  }

  /** The partitions that are this member's now. */
  get partitions(): readonly number[] {
    const assignment = this.#consumer?.assignments?.find(({ topic }) => topic === this.#options.topic)
    return assignment?.partitions ?? []
  }

  /** Joins the group, or leaves it and joins anew; goes on until it has, is refused, or the consumer is closed. */
  join(): void {
    this.#join().catch((error: unknown) => {
      if (!this.#options.recovery.signal.aborted) this.#options.onRefused(error)
    })
  }

  readonly #join = coalesced(async () => {
    const { topic, recovery } = this.#options
    await recovering('joining the consumer group', { ...recovery, recoverMsMax: Infinity }, async () => {
      await this.#leave()
      if (recovery.signal.aborted) return
      const consumer = this.#newConsumer()
      this.#consumer = consumer
      consumer.topics.track(topic)
      // Whoever gives the partitions out sees these or newer ones.
      this.#partitionCount = await this.#countPartitions(consumer).catch(() => undefined) // then joining it says so
      await consumer.joinGroup({})
    })
  })

  /** Committed offsets of the partitions; -1 where there is none. */
  async committed(partitions: readonly number[]): Promise<Map<number, bigint>> {
    const { topic } = this.#options
    const committed = await this.#member().listCommittedOffsets({ topics: [{ topic, partitions: [...partitions] }] })
    return new Map(partitions.map((partition) => [partition, committed.get(topic)?.[partition] ?? -1n]))
  }

  async commit(offsets: readonly { partition: number; offset: bigint }[]): Promise<void> {
    const { topic } = this.#options
    await this.#member().commit({ offsets: offsets.map((offset) => ({ ...offset, topic, leaderEpoch: -1 })) })
  }

  async close(): Promise<void> {
    await this.#leave()
  }

  #member(): Consumer {
    if (this.#consumer === undefined)
      throw new MillraceError('STAGING_UNAVAILABLE', 'not a member of the consumer group')
    return this.#consumer
  }

  #newConsumer(): Consumer {
    const { access, groupId, recovery, onAssigned } = this.#options
    const consumer = new Consumer({
      ...kafkaClientOptions(access),
      groupId,
      sessionTimeout: sessionTimeoutMs,
      rebalanceTimeout: rebalanceTimeoutMs,
      heartbeatInterval: heartbeatIntervalMs,
      heartbeatStallTimeout: heartbeatStallMs,
    })
    consumer.on('consumer:group:join', () => {
      if (this.#consumer === consumer) onAssigned()
    })
    const joinAnew = (reason: string): void => {
      if (this.#consumer !== consumer || recovery.signal.aborted) return
      recovery.onTrouble(new MillraceError('STAGING_UNAVAILABLE', `joining the consumer group anew: ${reason}`))
      this.join()
    }
    this.#watchOver(consumer, joinAnew)
    consumer.on('error', (error: unknown) => joinAnew(errorMessage(error)))
    consumer.on('consumer:heartbeat:stalled', () => joinAnew('no heartbeat gets through'))
    return consumer
  }

  /** The client may fail to join again after a failed commit, and say nothing. */
  #watchOver(consumer: Consumer, joinAnew: (reason: string) => void): void {
    clearInterval(this.#watch)
    let activeAtMs = performance.now()
    let lookedAtMs = performance.now()
    this.#watch = setInterval(() => {
      if (consumer.isActive()) activeAtMs = performance.now()
      else if (performance.now() - activeAtMs > inactiveMsMax) joinAnew('it is no longer active')
      if (performance.now() - lookedAtMs < lookAtTopicEveryMs) return
      lookedAtMs = performance.now()
      this.#lookAtTopic(consumer, joinAnew).catch(() => undefined) // it is away: who fetches from it says so
    }, watchIntervalMs)
  }

  /** Kafka tells a group nothing of partitions that are added: what is staged there would lie until the group changes. */
  async #lookAtTopic(consumer: Consumer, joinAnew: (reason: string) => void): Promise<void> {
    const count = await this.#countPartitions(consumer)
    const before = this.#partitionCount
    if (count === undefined || count === before) return
    joinAnew(`${this.#options.topic} has ${count} partitions now instead of ${before ?? 'none'}`)
  }

  /** None of a topic that is not there. */
  async #countPartitions(consumer: Consumer): Promise<number | undefined> {
    const { topic } = this.#options
    const { topics } = await consumer.metadata({ topics: [topic], forceUpdate: true })
    return topics.get(topic)?.partitionsCount
  }

  async #leave(): Promise<void> {
    clearInterval(this.#watch)
    const consumer = this.#consumer
    this.#consumer = undefined
    try {
      await consumer?.close(true)
    } catch (error) {
      const message = `the consumer group could not be left, which delays the next member: ${errorMessage(error)}`
      this.#options.recovery.onTrouble(new MillraceError('STAGING_UNAVAILABLE', message, { cause: error }))
    }
  }
}
