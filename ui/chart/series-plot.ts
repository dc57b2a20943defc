// The chart: a picture on a canvas with a crosshair and zoom by dragging. Loaded only when there is something to draw.
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { pictureShape, type ChartPicture } from './chart-picture.ts'
import { plotOptions } from './plot-options.ts'

const dragPxMin = 6

interface ChartEvents {
  /** The bucket under the crosshair, undefined when there is no crosshair. */
  onCursor(bucket: number | undefined): void
  /** Buckets that were dragged over, both included. */
  onZoom(first: number, last: number): void
  /** Asks for the range before the zoom. */
  onBack(): void
}

export class SeriesPlot {
  readonly #element: HTMLElement
  readonly #events: ChartEvents
  #plot: uPlot | undefined
  #picture: ChartPicture | undefined
  #shape = ''
  #size = { width: 0, height: 0 }

  constructor(element: HTMLElement, events: ChartEvents) {
    this.#element = element
    this.#events = events
  }

  /** New numbers of the same shape move the chart; another shape begins it anew. */
  draw(picture: ChartPicture): void {
    const shape = pictureShape(picture)
    this.#picture = picture
    if (this.#plot === undefined || shape !== this.#shape) this.#begin(shape)
    else this.#plot.setData(plotData(picture))
  }

  /** CSS pixels; nothing is drawn before it is known. */
  resize(width: number, height: number): void {
    this.#size = { width, height }
    if (this.#plot === undefined) this.#begin(this.#shape)
    else this.#plot.setSize(this.#size)
  }

  /** Puts the crosshair on a bucket, or takes it away. */
  moveCursor(bucket: number | undefined): void {
    const startMs = bucket === undefined ? undefined : this.#picture?.columns.startsMs[bucket]
    if (startMs === undefined) this.#plot?.setCursor({ left: -10, top: -10 })
    else this.#plot?.setCursor({ left: this.#plot.valToPos(startMs, 'x'), top: 0 })
  }

  /** The same for a place in the page, as a finger gives it. */
  moveCursorTo(clientX: number): void {
    if (this.#plot !== undefined) this.#plot.setCursor({ left: clientX - this.#plot.rect.left, top: 0 })
  }

  destroy(): void {
    this.#plot?.destroy()
    this.#plot = undefined
  }

  #begin(shape: string): void {
    const { width, height } = this.#size
    if (this.#picture === undefined || width === 0) return
    const newest = { picture: this.#picture }
    this.destroy()
    this.#shape = shape === '' ? pictureShape(this.#picture) : shape
    const options = plotOptions(() => this.#picture ?? newest.picture, width, height)
    this.#plot = new uPlot(
      {
        ...options,
        cursor: {
          y: false,
          points: { size: 8 },
          drag: { x: true, y: false, setScale: false, dist: dragPxMin },
          bind: {
            dblclick: () => () => {
              this.#events.onBack()
              return null
            },
          },
        },
        hooks: {
          ...options.hooks,
          setCursor: [(plot) => this.#events.onCursor(plot.cursor.idx ?? undefined)],
          setSelect: [(plot) => this.#zoom(plot)],
        },
      },
      plotData(this.#picture),
      this.#element,
    )
  }

  #zoom(plot: uPlot): void {
    const { left, width } = plot.select
    if (width < dragPxMin) return
    plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false)
    this.#events.onZoom(plot.posToIdx(left), plot.posToIdx(left + width))
  }
}

function plotData(picture: ChartPicture): uPlot.AlignedData {
  return [picture.columns.startsMs, ...picture.heights]
}
