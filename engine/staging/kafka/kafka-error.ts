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
  return new MillraceError('STAGING_UNAVAILABLE', `Kafka failed while ${doing}: ${reasons}`, { cause: error })
}

/** Whether Kafka answered with this error. */
export function isKafkaError(error: unknown, name: string): boolean {
  return error instanceof Error && findErrorBy(error, 'apiId', name) !== null
}

function leafMessages(error: Error): string[] {
  const nested = error instanceof AggregateError ? error.errors : error.cause === undefined ? [] : [error.cause]
  const messages = nested.filter((inner) => inner instanceof Error).flatMap(leafMessages)
  return messages.length > 0 ? messages : [error.message]
}
