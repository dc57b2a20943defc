// The times that benched rows have. Fixed, so that every report has as many months, and so partitions, as any other.

export const benchAnchorMs = Date.UTC(2026, 10, 24)
export const benchDays = 30
