// One line that says how far a run is.

export interface ProgressReading {
  readonly rowsIn: number
  readonly rowsTotal: number
  readonly rowsPerSecondNow: number
  readonly rowsPerSecondMean: number
  /** Blocks staged and not inserted; null when staging cannot be asked. */
  readonly lagBlocks: number | null
  readonly insertsInFlight: number
  readonly retries: number
  readonly deadLetters: number
}

export function formatProgress(reading: ProgressReading): string {
  const { rowsIn, rowsTotal, rowsPerSecondNow, rowsPerSecondMean, lagBlocks } = reading
  const secondsLeft = rowsPerSecondMean > 0 ? (rowsTotal - rowsIn) / rowsPerSecondMean : undefined
  return [
    `${formatCount(rowsIn)} of ${formatCount(rowsTotal)} rows`,
    `${((100 * rowsIn) / rowsTotal).toFixed(1)} %`,
    `${formatRate(rowsPerSecondNow)} now, ${formatRate(rowsPerSecondMean)} mean`,
    secondsLeft === undefined ? 'ETA –' : `ETA ${formatDuration(secondsLeft)}`,
    `lag ${lagBlocks ?? '?'} blocks`,
    `${reading.insertsInFlight} inserts`,
    `${reading.retries} retries`,
    ...(reading.deadLetters > 0 ? [`${reading.deadLetters} DEAD LETTERS`] : []),
  ].join(' · ')
}

/** 1234567 → `1,234,567` */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US')
}

export function formatRate(rowsPerSecond: number): string {
  if (rowsPerSecond >= 1e6) return `${(rowsPerSecond / 1e6).toFixed(2)} M/s`
  if (rowsPerSecond >= 1e3) return `${(rowsPerSecond / 1e3).toFixed(0)} k/s`
  return `${rowsPerSecond.toFixed(0)}/s`
}

/** 3725 → `1:02:05`, 65 → `1:05` */
export function formatDuration(seconds: number): string {
  const whole = Math.ceil(seconds)
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const two = (value: number): string => String(value).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`
}
