// A live endpoint for tests that need none.
import type { LiveEndpoint } from '../live/live-endpoint.ts'

export const noLive: LiveEndpoint = {
  path: '/live',
  refuse: () => 1,
  open: () => ({ drained: () => undefined, ponged: () => undefined, closed: () => undefined }),
  close: () => undefined,
}
