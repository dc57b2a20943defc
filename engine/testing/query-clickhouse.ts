// One query over plain HTTP, on a connection of its own: its text answer without the last line's end.

export async function queryClickHouse(url: string, sql: string): Promise<string> {
  const response = await fetch(url, { method: 'POST', body: sql, headers: { connection: 'close' } })
  const text = (await response.text()).trim()
  if (!response.ok) throw new Error(text)
  return text
}
