// Address and history of a page that is none.
import type { ViewPage } from '../view-page.ts'

export interface FakeViewPage extends ViewPage {
  /** The newest last, which is the address. */
  readonly history: string[]
  back(): void
}

export function fakeViewPage(search = '', theme: string | null = null): FakeViewPage {
  const callbacks = new Set<() => void>()
  const history = [search]
  let kept = theme
  return {
    history,
    search: () => history.at(-1) ?? '',
    setSearch(next, how) {
      if (how === 'replace') history.pop()
      history.push(next)
    },
    onReturn(callback) {
      callbacks.add(callback)
      return () => void callbacks.delete(callback)
    },
    keptTheme: () => kept,
    keepTheme: (next) => (kept = next),
    back() {
      history.pop()
      for (const callback of callbacks) callback()
    },
  }
}
