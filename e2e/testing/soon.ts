// How long a test polls for what comes within a second on a machine that has nothing else to do.
export const soon = { timeout: 20_000, interval: 50 }
