// Whether anyone can see the page, and when to look again.

export interface PageVisibility {
  isHidden(): boolean
  /** Called each time the page comes into sight; the answer ends that. */
  onShown(callback: () => void): () => void
}

export const pageVisibility: PageVisibility = {
  isHidden: () => document.visibilityState === 'hidden',
  onShown(callback) {
    const listener = () => {
      if (document.visibilityState === 'visible') callback()
    }
    document.addEventListener('visibilitychange', listener)
    return () => document.removeEventListener('visibilitychange', listener)
  },
}
