// A parameter that only what is in ClickHouse shows to be wrong, said to the person who sent it: not a fault.

export class InvalidParameterError extends Error {
  readonly parameter: string

  /** The message follows the parameter's name: `is not …`. */
  constructor(parameter: string, message: string) {
    super(message)
    this.name = 'InvalidParameterError'
    this.parameter = parameter
  }
}
