// A request whose body cannot be read to its end: it is the sender's to mend. What could be read before may have been taken.

export class MalformedBodyError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'MalformedBodyError'
  }
}
