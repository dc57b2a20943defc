// Hands a text to the browser as a file to be saved.
export function downloadText(fileName: string, contentType: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: contentType }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  // The browser has begun to read it when the click returns, yet some read on for a moment.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
