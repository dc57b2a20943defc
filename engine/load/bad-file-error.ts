// A file that cannot be loaded, or not beyond some row: it is named with the reason, and the others go on.

export interface FilePlace {
  /** Number of the row, from 1 on; the header is none. */
  readonly row?: number
  /** Byte from which it cannot be loaded, of the file as it is without compression. */
  readonly byte?: number
}

export class BadFileError extends Error {
  readonly place: FilePlace

  constructor(reason: string, place: FilePlace = {}, options?: { cause?: unknown }) {
    super(reason, options)
    this.name = 'BadFileError'
    this.place = place
  }
}
