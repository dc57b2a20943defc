// Which key does what, and the words for the sheet.
import { presets, type Preset } from '../state/range.ts'

export type ShortcutAction =
  { do: 'range'; preset: Preset } | { do: 'clear-filters' | 'split' | 'theme' | 'pause' | 'filter' | 'help' }

interface Shortcut {
  keys: readonly string[]
  words: string
}

export const shortcuts: readonly Shortcut[] = [
  { keys: ['1', '–', '7'], words: 'Range: 15 minutes, 1 hour, 24 hours, 7, 30, 90 days, all' },
  { keys: ['/'], words: 'Add a filter' },
  { keys: ['f'], words: 'Clear all filters' },
  { keys: ['s'], words: 'Split the series by event type' },
  { keys: ['p'], words: 'Pause or resume the live tail' },
  { keys: ['t'], words: 'Theme: system, light, dark' },
  { keys: ['j', 'k'], words: 'Next, previous event in the list (or ↓ ↑)' },
  { keys: ['Enter'], words: 'Open the event; take or drop a filter' },
  { keys: ['Esc'], words: 'Close what is open' },
  { keys: ['?'], words: 'This sheet' },
]

interface Press {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  /** Whether the key goes to something that takes text, or to an open dialog. */
  isTaken: boolean
}

const actions: Readonly<Record<string, ShortcutAction>> = {
  f: { do: 'clear-filters' },
  s: { do: 'split' },
  t: { do: 'theme' },
  p: { do: 'pause' },
  '/': { do: 'filter' },
  '?': { do: 'help' },
}

/** Nothing for keys of the browser, of a text that is being written, and for those that mean nothing here. */
export function shortcutOf({ key, ctrlKey, metaKey, altKey, isTaken }: Press): ShortcutAction | undefined {
  if (ctrlKey || metaKey || altKey || isTaken) return undefined
  if (/^[1-7]$/.test(key)) {
    const preset = presets[Number(key) - 1]
    return preset === undefined ? undefined : { do: 'range', preset }
  }
  return Object.hasOwn(actions, key) ? actions[key] : undefined
}
