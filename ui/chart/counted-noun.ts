// What a chart counts, in the number that goes with the count.

const singular = { events: 'event', rows: 'row' } as const

export type CountedNoun = keyof typeof singular

export function countedNoun(noun: CountedNoun, count: number): string {
  return count === 1 ? singular[noun] : noun
}
