// Another dataset that a file refers to, as far as it has been seeded in the same database.

/** Whole numbers without gaps. */
export interface Keys {
  readonly first: number
  readonly count: number
}

export interface ReferencedDataset {
  readonly rowCount: number
  /** Of a column from sequence or group; undefined of any other. */
  keys(column: string): Keys | undefined
}

/** Undefined: it has not been seeded. */
export type RowsOf = (dataset: string) => ReferencedDataset | undefined
