// Why a connection was lost or never came to be, for as long as it is not back.
import type { Redis } from 'ioredis'

export const awayReasons = new WeakMap<Redis, string>()
