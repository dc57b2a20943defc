// A page event by number: the larger, the newer.
import type { PageEvent } from '@millrace/schemas/api/answers/page-event.ts'

export function pageEventOf(number: number, changes: Partial<PageEvent> = {}): PageEvent {
  return {
    event_id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    ts: new Date(Date.UTC(2026, 10, 24, 12) + number).toISOString(),
    event_type: 'page_view',
    user_id: 7,
    session_id: '00000000-0000-4000-9000-000000000000',
    url: '/',
    referrer: 'https://ref.test',
    country: 'DE',
    device: 'mobile',
    duration_ms: 12,
    metadata: { plan: 'free' },
    ...changes,
  }
}
