// A page that is shown and hidden by a test.
import type { PageVisibility } from '../../connect/page-visibility.ts'

export interface FakeVisibility extends PageVisibility {
  show(): void
  hide(): void
}

export function fakeVisibility(): FakeVisibility {
  const callbacks = new Set<() => void>()
  let isHidden = false
  return {
    isHidden: () => isHidden,
    onShown(callback) {
      callbacks.add(callback)
      return () => void callbacks.delete(callback)
    },
    hide: () => (isHidden = true),
    show() {
      isHidden = false
      for (const callback of callbacks) callback()
    },
  }
}
