// The labels of the time axis that can be read in full: each stands in the middle under its tick, and one that would be cut
// off at an end of the chart is left out.

export interface PlacedLabel {
  readonly text: string
  /** Of its middle. */
  readonly atPx: number
  readonly widthPx: number
}

/** In their order, empty where there is none. Between the two ends there is room. */
export function fittingLabels(labels: readonly PlacedLabel[], startPx: number, endPx: number): string[] {
  return labels.map(({ text, atPx, widthPx }) => {
    const fits = atPx - widthPx / 2 >= startPx && atPx + widthPx / 2 <= endPx
    return fits ? text : ''
  })
}
