// The themes to choose from, and the one after each for the key that goes round.
import type { Theme } from '../state/view.svelte.ts'

export const themes = ['system', 'light', 'dark'] as const satisfies readonly Theme[]

export function themeAfter(theme: Theme): Theme {
  return themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'system'
}
