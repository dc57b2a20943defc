// What a supervisor has to know of the service it keeps alive.

export interface SupervisedService {
  readonly name: string
  /**
   * Starts the service and resolves once it answers. The child inherits `lockDescriptor`, so that no second supervisor
   * starts beside a child that outlives this one. Rejects with a MillraceError that says what to do.
   */
  start(lockDescriptor: number): Promise<RunningService>
}

export interface RunningService {
  readonly endpoint: object
  /** Resolves with the reason when the process has ended, wanted or not. */
  readonly ended: Promise<string>
  /** Stops it gracefully, then by force; resolves when it is gone. */
  stop(): Promise<void>
}
