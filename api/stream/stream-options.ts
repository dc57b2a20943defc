// What `make stream` is asked for, checked: every refusal names the value, the rule and the fix.
import { configError } from '@millrace/engine/errors/millrace-error.ts'

const streamDoors = ['http', 'grpc', 'staging'] as const
export type StreamDoor = (typeof streamDoors)[number]

/** As they are typed; names are those of the make variables. */
export interface RawStreamOptions {
  readonly RATE?: string | undefined
  readonly VIA?: string | undefined
  readonly SECONDS?: string | undefined
  readonly PER_REQUEST?: string | undefined
  readonly BURST?: string | undefined
  readonly LATE?: string | undefined
  readonly DUPLICATES?: string | undefined
  readonly SEED?: string | undefined
}

export interface StreamOptions {
  /** Events per second, outside of bursts. */
  readonly rate: number
  readonly via: StreamDoor
  /** Undefined: until it is interrupted. */
  readonly seconds: number | undefined
  readonly eventsPerRequest: number
  /** During the first second of every ten, the rate is this many times as high. */
  readonly burst: number
  /** Share of events whose time is up to an hour back. */
  readonly lateShare: number
  /** Share of requests that are sent twice, under the same key. */
  readonly duplicateShare: number
  readonly seed: string | undefined
}

const rateMax = 10_000_000
const perRequestMax = 10_000
const requestsPerSecond = 100

export function parseStreamOptions(raw: RawStreamOptions): StreamOptions {
  const rate = number('RATE', raw.RATE, 0.1, rateMax, 1_000)
  const perRequest = Math.min(1_000, Math.max(1, Math.round(rate / requestsPerSecond)))
  return {
    rate,
    via: parseDoor(raw.VIA ?? 'http'),
    seconds: raw.SECONDS === undefined ? undefined : number('SECONDS', raw.SECONDS, 0.1, 31_536_000, 0),
    eventsPerRequest: Math.round(number('PER_REQUEST', raw.PER_REQUEST, 1, perRequestMax, perRequest)),
    burst: number('BURST', raw.BURST, 1, 100, 1),
    lateShare: number('LATE', raw.LATE, 0, 1, 0),
    duplicateShare: number('DUPLICATES', raw.DUPLICATES, 0, 1, 0),
    seed: raw.SEED,
  }
}

function parseDoor(text: string): StreamDoor {
  const door = streamDoors.find((candidate) => candidate === text)
  if (door === undefined) throw configError('VIA', text, `it may be ${streamDoors.join(', ')}`)
  return door
}

/** Takes 50000, 50_000, 5e4, 50k. */
function number(name: string, text: string | undefined, min: number, max: number, otherwise: number): number {
  if (text === undefined) return otherwise
  const [, digits, unit] = /^([\d_]*\.?\d+(?:e\d+)?)([kM]?)$/.exec(text) ?? []
  const value = Number(digits?.replaceAll('_', '')) * (unit === 'M' ? 1e6 : unit === 'k' ? 1e3 : 1)
  if (!(value >= min && value <= max)) throw configError(name, text, `it may be a number from ${min} to ${max}`)
  return value
}
