// The address of the dashboard that has these choices made.
export function addressOf(url: string, chosen: Readonly<Record<string, string>>): string {
  return `${url}/?${new URLSearchParams(chosen).toString()}`
}
