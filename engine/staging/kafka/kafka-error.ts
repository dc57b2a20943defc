// What an error of the Kafka client means for whoever asked for it. Classified by Kafka's own error names, wherever in the
// client's nest of errors they are (https://kafka.apache.org/protocol, "Error codes").
import { findErrorBy, GenericError, MultipleErrors } from '@platformatic/kafka'
import { MillraceError } from '../../errors/millrace-error.ts'

const refusals = [
  'TOPIC_AUTHORIZATION_FAILED',
  'GROUP_AUTHORIZATION_FAILED',
  'CLUSTER_AUTHORIZATION_FAILED',
  'SASL_AUTHENTICATION_FAILED',
  'UNSUPPORTED_SASL_MECHANISM',
  'POLICY_VIOLATION',
  'INVALID_TOPIC_EXCEPTION',
  'INVALID_CONFIG',
  'INVALID_REPLICATION_FACTOR',
  'INVALID_PARTITIONS',
]

/** `CONFIG` when Kafka will say the same again, else `STAGING_UNAVAILABLE`; what is not from the client comes back as it is. */
export function kafkaError(error: unknown, doing: string): unknown {
  if (!(error instanceof GenericError || error instanceof MultipleErrors)) return error
  const reasons = [...new Set(leafMessages(error))].join('; ')
  if (refusals.some((name) => isKafkaError(error, name)) || findErrorBy(error, 'code', 'PLT_KFK_AUTHENTICATION')) {
    const fix = 'check KAFKA_TOPIC, the KAFKA_SASL_… variables, KAFKA_TLS, and what this user may do'
    return new MillraceError('CONFIG', `Kafka refused ${doing}: ${reasons}; ${fix}`, { cause: error })
  }
  if (reasons.includes('TLS')) {
    return new MillraceError('CONFIG', `Kafka could not be spoken to while ${doing}: ${reasons}; check KAFKA_TLS`, {
      cause: error,
    })
  }
  const message = `Kafka failed while ${doing}: ${reasons}${adviceFor(error)}`
  return new MillraceError('STAGING_UNAVAILABLE', message, { cause: error })
}

/** What whoever reads the failure can do about it, if there is something. */
function adviceFor(error: Error): string {
  if (isOtherTopic(error)) return '; if the topic was deleted, run the same command again: it makes the topic anew'
  if (!isKafkaError(error, 'INVALID_TIMESTAMP')) return ''
  return "; set this machine's clock, which is ahead of the broker's, or the topic's message.timestamp.type=LogAppendTime"
}

/** Whether Kafka answered with this error. */
export function isKafkaError(error: unknown, name: string): boolean {
  return error instanceof Error && findErrorBy(error, 'apiId', name) !== null
}

/** Whether the topic is not what it was: gone, made anew, or with other partitions. */
export function isOtherTopic(error: unknown): boolean {
  if (isKafkaError(error, 'UNKNOWN_TOPIC_OR_PARTITION') || isKafkaError(error, 'UNKNOWN_TOPIC_ID')) return true
  // The client says so itself after it has looked into its metadata.
  return error instanceof Error && leafMessages(error).some((message) => /^Unknown (topic|partition)/.test(message))
}

function leafMessages(error: Error): string[] {
  const nested = error instanceof AggregateError ? error.errors : error.cause === undefined ? [] : [error.cause]
  const messages = nested.filter((inner) => inner instanceof Error).flatMap(leafMessages)
  return messages.length > 0 ? messages : [error.message]
}
