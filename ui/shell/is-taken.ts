// Whether a pressed key belongs to what has the focus: a field that takes text, an open list of choices, a dialog.

/** Keys that are taken are no shortcuts. The sheet's own key closes it again, so it is free inside that dialog. */
export function isTaken(press: Pick<KeyboardEvent, 'target' | 'key' | 'defaultPrevented'>): boolean {
  if (press.defaultPrevented) return true
  if (!(press.target instanceof Element)) return false
  if (press.target.closest('dialog[open]') !== null) return press.key !== '?'
  const field = press.target.closest('input, textarea, select, [contenteditable="true"]')
  if (field === null) return false
  return !(field instanceof HTMLInputElement && ['radio', 'checkbox', 'button'].includes(field.type))
}
