// Does what a key asks for.
import type { EventList } from '../state/event-list.svelte.ts'
import type { View } from '../state/view.svelte.ts'
import type { ShortcutAction } from './shortcuts.ts'
import { themeAfter } from './themes.ts'

/** What there is nothing for when another dataset than that of the live events is shown. */
const ofEventsOnly: ReadonlySet<ShortcutAction['do']> = new Set(['clear-filters', 'split', 'pause', 'filter'])

interface Reach {
  view: View
  events: EventList
  focusFilter: () => void
  toggleSheet: () => void
}

export function runShortcut(action: ShortcutAction, { view, events, focusFilter, toggleSheet }: Reach): void {
  if (view.dataset !== undefined && ofEventsOnly.has(action.do)) return
  switch (action.do) {
    case 'range':
      view.setRange({ preset: action.preset })
      break
    case 'clear-filters':
      view.clearFilters()
      break
    case 'split':
      view.toggleSplit()
      break
    case 'theme':
      view.setTheme(themeAfter(view.theme))
      break
    case 'pause':
      if (events.isTailing) events.pause()
      else events.resume()
      break
    case 'filter':
      focusFilter()
      break
    case 'help':
      toggleSheet()
  }
}
