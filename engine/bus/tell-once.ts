// Says the first trouble of its kind and leaves out what follows: a bus in trouble must not flood those who seed.

export function tellOnce(notify: (message: string) => void): (message: string) => void {
  let isTold = false
  return (message) => {
    if (isTold) return
    isTold = true
    notify(message)
  }
}
