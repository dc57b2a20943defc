// What the holder of a lease has to know of a service: its folder, its supervisor, and the shape of its endpoint.
import type { z } from 'zod'

export interface ServiceKind<Endpoint extends object> {
  /** The folder under DATA_DIR, too. */
  readonly name: string
  readonly supervisorFile: string
  readonly supervisorArguments: readonly string[]
  readonly endpoint: z.ZodType<Endpoint>
}
