// The colours of the theme as a canvas needs them: read from the page, again whenever the theme changes.
export interface ChartColors {
  readonly total: string
  /** By slot; there are as many as the theme has tokens for series. */
  readonly series: readonly string[]
  readonly surface: string
  readonly text: string
  readonly grid: string
  readonly font: string
}

/** Tokens for series in the theme. */
export const seriesColorCount = 8

export function readChartColors(element: Element): ChartColors {
  const style = getComputedStyle(element)
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim()
  return {
    total: token('accent'),
    series: Array.from({ length: seriesColorCount }, (_, slot) => token(`series-${slot + 1}`)),
    surface: token('surface-raised'),
    text: token('text-muted'),
    grid: token('border'),
    font: `12px ${style.fontFamily}`,
  }
}

/** Calls back after the theme changed, by switch or by system, until the function it returns is called. */
export function watchTheme(onChange: () => void): () => void {
  const attribute = new MutationObserver(onChange)
  attribute.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'class', 'style'] })
  const system = matchMedia('(prefers-color-scheme: dark)')
  system.addEventListener('change', onChange)
  return () => {
    attribute.disconnect()
    system.removeEventListener('change', onChange)
  }
}
