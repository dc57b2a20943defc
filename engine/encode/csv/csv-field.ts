// One field of CSV as ClickHouse and RFC 4180 read it: in quotes only where it could be mistaken for something else.

/** Not empty, no blank at either end, nothing that separates, quotes or means NULL. Text and numbers look like this. */
const plainField = /^[\w+-](?:[\w .:/?=&%+@~#-]*[\w.:/?=&%+@~#-])?$/

/** What means NULL in a field without quotes. */
export const nullField = '\\N'

/** `text` has one character for each byte, and so has what is returned. */
export function csvField(text: string): string {
  return plainField.test(text) ? text : `"${text.replaceAll('"', '""')}"`
}
