// Configuration, read once: from the environment, and from `.env` for what the environment does not say.
import { existsSync } from 'node:fs'
import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { loadEnvFile } from 'node:process'
import { z } from 'zod'
import { MillraceError } from '../errors/millrace-error.ts'
import { isRedisUrl, redisUrlRule } from '../redis/redis-url.ts'
import { stagingKinds } from '../staging/staging.ts'
import { drainKinds } from '../drain/drain-kind.ts'

const optionalText = z.string().optional()
const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be a whole number from ${min} to ${max}`)

const httpAddress = z.url({ protocol: /^https?$/ })

export const configSchema = z.object({
  /** ClickHouse over HTTP, one server of each shard; without it, the embedded server is used. */
  CLICKHOUSE_URL: z
    .string()
    .transform((list) => list.split(',').map((url) => url.trim()))
    .refine(
      (urls) => urls.every((url) => httpAddress.safeParse(url).success),
      'must be an http:// or https:// address, or several with commas between them, one for each shard',
    )
    .optional(),
  /** What the servers call the cluster whose shards CLICKHOUSE_URL names. */
  CLICKHOUSE_CLUSTER: z
    .string()
    .regex(/^[\w.-]+$/, 'must be letters, digits, . _ or -')
    .optional(),
  CLICKHOUSE_USER: optionalText,
  CLICKHOUSE_PASSWORD: optionalText,
  CLICKHOUSE_DATABASE: z.string().regex(/^\w+$/, 'must be letters, digits and _').default('analytics'),
  STAGING: z.enum(['auto', ...stagingKinds]).default('auto'),
  /** Who puts what is staged into ClickHouse: Millrace, or ClickHouse's own Kafka engine. */
  DRAIN: z.enum(drainKinds).default('millrace'),
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
  /** Carries counters, cache and limits between hosts. */
  REDIS_URL: z.string().refine(isRedisUrl, redisUrlRule).optional(),
  DATA_DIR: z
    .string()
    .default('./data')
    .transform((path) => resolve(path)),
  /** Most bytes staged and not yet inserted; producers wait at that. */
  STAGED_BYTES_MAX: wholeNumber(1, Number.MAX_SAFE_INTEGER).default(1024 ** 3),
  /** Blocks that a drain inserts at the same time. */
  INSERTS_IN_FLIGHT: wholeNumber(1, 64).default(4),
  /** How long ClickHouse or the staging stream may be away before a run gives up. */
  RETRY_SECONDS: wholeNumber(0, 86_400).default(120),
  /** Months after which rows are dropped; 0 keeps them. */
  TTL_MONTHS: wholeNumber(0, 1200).default(13),
  API_HOST: z.string().default('127.0.0.1'),
  /** Names that the API answers to, beside localhost and API_HOST; undefined: nobody has said. */
  API_HOSTS: optionalText
    .transform((list) => list?.split(',').map((name) => name.trim()))
    .refine(
      (names) => names?.every((name) => name === '*' || isHostName(name)) ?? true,
      'must be names without ports such as metrics.example, separated by commas, or *',
    ),
  /** 0: any free port. */
  API_PORT: wholeNumber(0, 65_535).default(8080),
  /** What writes needs it, unless it comes from loopback and the API listens nowhere else. */
  API_TOKEN: z
    .string()
    .regex(/^[!-~]{16,200}$/, 'must be 16 to 200 characters without spaces')
    .optional(),
  /** Live events over gRPC, at API_HOST; 0: any free port. */
  GRPC_PORT: wholeNumber(0, 65_535).default(50_051),
  /** PEM files of the gRPC server's certificate and key; without them it talks in the clear. */
  GRPC_TLS_CERT: optionalText,
  GRPC_TLS_KEY: optionalText,
  /** Web pages that may read from the API, beside those it serves itself. */
  CORS_ORIGINS: z
    .string()
    .default('http://localhost:5173,http://127.0.0.1:5173')
    .transform((list) => list.split(',').map((origin) => origin.trim()))
    .refine(
      (origins) => origins.every(isOrigin),
      'must be origins such as https://dashboard.example, separated by commas, or *',
    ),
  /** Requests that one client may make in ten seconds; 0 is no limit. */
  API_RATE_LIMIT: wholeNumber(0, 1_000_000).default(1000),
  /** Where `make up` serves the dashboard while it is developed; 0: any free port. */
  UI_PORT: wholeNumber(0, 65_535).default(5173),
  LIVE_CLIENTS_MAX: wholeNumber(1, 1_000_000).default(10_000),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
})

export type Config = z.output<typeof configSchema>

function isHostName(text: string): boolean {
  return isIP(text.replace(/^\[(.*)\]$/, '$1')) !== 0 || /^[\w-]+(\.[\w-]+)*$/.test(text)
}

function isOrigin(text: string): boolean {
  return text === '*' || (URL.canParse(text) && new URL(text).origin === text)
}

/** A value as it may be repeated: without what is secret. */
function shown(name: string, value: string): string {
  return /PASSWORD|TOKEN/.test(name) ? '…' : value.replace(/^(\w+:\/\/)?.*@/, '$1…@')
}

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
    return `${name}=${shown(name, given[name] ?? '')} is not valid: ${issue.message}`
  })
  throw new MillraceError('CONFIG', lines.join('\n'))
}
