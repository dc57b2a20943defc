// Where a key moves the crosshair to.

const pageBuckets = 10

/** The bucket after `key`, within 0 and `count` − 1; without a crosshair it begins at the newest. Undefined for other keys. */
export function movedCursor(key: string, index: number | undefined, count: number): number | undefined {
  if (count === 0) return undefined
  const last = count - 1
  const go = (step: number) => (index === undefined ? last : Math.min(last, Math.max(0, index + step)))
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return go(-1)
    case 'ArrowRight':
    case 'ArrowUp':
      return go(1)
    case 'PageDown':
      return go(-pageBuckets)
    case 'PageUp':
      return go(pageBuckets)
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return undefined
  }
}
