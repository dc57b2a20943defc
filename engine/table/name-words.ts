// The words that a column's name is made of: `userID`, `user_id` and `UserId` are the same.

/** In small letters. */
export function words(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
}

/** Whether one of the words, or two of them together, is meant by the pattern: `first name` by /^firstname$/. */
export function hasWord(all: readonly string[], pattern: RegExp): boolean {
  return all.some((word, index) => pattern.test(word) || pattern.test(`${word}${all[index + 1] ?? ''}`))
}
