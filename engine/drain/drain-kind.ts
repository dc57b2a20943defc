// Who takes what is staged and puts it into ClickHouse: Millrace's own drain, or ClickHouse's Kafka engine.
export const drainKinds = ['millrace', 'clickhouse'] as const
export type DrainKind = (typeof drainKinds)[number]
