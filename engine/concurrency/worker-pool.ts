// Worker threads of a fixed number, all of which are there from the start.
import { Piscina } from 'piscina'

/** `file` is the worker's program; `workerData` is what each of its threads finds under that name. */
export function workerPool<Task, Result>(file: URL, workerCount: number, workerData: object): Piscina<Task, Result> {
  return new Piscina({
    filename: file.href,
    minThreads: workerCount,
    maxThreads: workerCount,
    // A native addon's buffers are freed from the event loop: a worker that waits for its tasks outside of it grows.
    atomics: 'disabled',
    workerData,
  })
}
