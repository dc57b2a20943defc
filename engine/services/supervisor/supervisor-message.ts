// What a supervisor tells the holders of its leases: one JSON object a line.
import { z } from 'zod'
import { type ErrorCode, errorCodes } from '../../errors/millrace-error.ts'

const errorCode = z.custom<ErrorCode>((value) => typeof value === 'string' && Object.hasOwn(errorCodes, value))

export const supervisorMessage = z.discriminatedUnion('type', [
  /** The service answers at `endpoint`; `generation` counts its starts under this supervisor. */
  z.object({ type: z.literal('ready'), generation: z.number(), endpoint: z.unknown() }),
  /** The supervisor gives up and ends. */
  z.object({ type: z.literal('failed'), code: errorCode, message: z.string() }),
])

export type SupervisorMessage = z.infer<typeof supervisorMessage>
