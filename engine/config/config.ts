// Configuration, read once: from the environment, and from `.env` for what the environment does not say.
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { loadEnvFile } from 'node:process'
import { z } from 'zod'
import { MillraceError } from '../errors/millrace-error.ts'
import { stagingKinds } from '../staging/staging.ts'

const optionalText = z.string().optional()
const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be a whole number from ${min} to ${max}`)

export const configSchema = z.object({
  /** ClickHouse over HTTP; without it, the embedded server is used. */
  CLICKHOUSE_URL: z.url({ protocol: /^https?$/, error: 'must be an http:// or https:// address' }).optional(),
  CLICKHOUSE_USER: optionalText,
  CLICKHOUSE_PASSWORD: optionalText,
  CLICKHOUSE_DATABASE: z.string().regex(/^\w+$/, 'must be letters, digits and _').default('analytics'),
  STAGING: z.enum(['auto', ...stagingKinds]).default('auto'),
  KAFKA_BROKERS: optionalText.transform((list) => list?.split(',').map((broker) => broker.trim())),
  KAFKA_TOPIC: z
    .string()
    .regex(/^[\w.-]{1,249}$/, 'must be 1 to 249 letters, digits, . _ or -')
    .default('page_events'),
  KAFKA_PARTITIONS: wholeNumber(1, 1000).default(4),
  KAFKA_SASL_USERNAME: optionalText,
  KAFKA_SASL_PASSWORD: optionalText,
  KAFKA_SASL_MECHANISM: z.enum(['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512']).default('PLAIN'),
  KAFKA_TLS: z.enum(['0', '1']).default('0'),
  DATA_DIR: z
    .string()
    .default('./data')
    .transform((path) => resolve(path)),
  /** Most bytes staged and not yet inserted; producers wait at that. */
  STAGED_BYTES_MAX: wholeNumber(1, Number.MAX_SAFE_INTEGER).default(1024 ** 3),
  /** How long ClickHouse or the staging stream may be away before a run gives up. */
  RETRY_SECONDS: wholeNumber(0, 86_400).default(120),
  /** Months after which rows are dropped; 0 keeps them. */
  TTL_MONTHS: wholeNumber(0, 1200).default(13),
})

export type Config = z.output<typeof configSchema>

/** Reads `.env` in the working directory, if there is one. What the environment already says stays. */
export function loadDotEnv(): void {
  if (existsSync('.env')) loadEnvFile('.env')
}

/** Throws `CONFIG` naming every variable that is wrong and what it may be. An empty variable counts as not given. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = configSchema.safeParse(given)
  if (parsed.success) return parsed.data
  const lines = parsed.error.issues.map((issue) => {
    const name = issue.path.join('.')
    return `${name}=${given[name] ?? ''} is not valid: ${issue.message}`
  })
  throw new MillraceError('CONFIG', lines.join('\n'))
}
