// The parts of the browser in which choices are kept: address, history, and the local storage for the theme.

export interface ViewPage {
  /** The query of the address, with or without its `?`. */
  search(): string
  /** Makes it the address: as a step that Back undoes, or in place of the newest. */
  setSearch(search: string, how: 'push' | 'replace'): void
  /** Called after Back and Forward; the answer ends that. */
  onReturn(callback: () => void): () => void
  keptTheme(): string | null
  keepTheme(theme: string): void
}

const themeKey = 'millrace.theme'

export const viewPage: ViewPage = {
  search: () => location.search,
  setSearch(search, how) {
    const url = `${location.pathname}${search === '' ? '' : `?${search}`}${location.hash}`
    if (how === 'push') history.pushState(null, '', url)
    else history.replaceState(null, '', url)
  },
  onReturn(callback) {
    window.addEventListener('popstate', callback)
    return () => window.removeEventListener('popstate', callback)
  },
  keptTheme() {
    try {
      return localStorage.getItem(themeKey)
    } catch {
      return null // a browser that keeps nothing: the theme is the system's at each visit
    }
  },
  keepTheme(theme) {
    try {
      localStorage.setItem(themeKey, theme)
    } catch {
      // The same: the choice holds until the page is left.
    }
  },
}
