// The chart: a picture on a canvas with a crosshair, and zoom by dragging and by fingers. Loaded only when there is something to draw.
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { pictureShape, type ChartPicture } from './chart-picture.ts'
import { followTouch } from './follow-touch.ts'
import { plotOptions } from './plot-options.ts'
import { TouchZoom, type Stretch } from './touch-zoom.ts'

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
  readonly #endTouch: () => void

  constructor(element: HTMLElement, events: ChartEvents) {
    this.#element = element
    this.#events = events
    const touch = new TouchZoom({
      widthPx: () => this.#plot?.over.clientWidth ?? 0,
      point: (atPx) => this.#plot?.setCursor({ left: atPx, top: 0 }),
      select: (stretch) => this.#select(stretch),
      zoom: (stretch) => this.#zoom(stretch),
      back: () => events.onBack(),
    })
    this.#endTouch = followTouch(element, () => this.#plot?.over.getBoundingClientRect().left ?? 0, touch)
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

  destroy(): void {
    this.#endTouch()
    this.#end()
  }

  #end(): void {
    this.#plot?.destroy()
    this.#plot = undefined
  }

  #begin(shape: string): void {
    const { width, height } = this.#size
    if (this.#picture === undefined || width === 0) return
    const newest = { picture: this.#picture }
    this.#end()
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
          setSelect: [(plot) => this.#dragged(plot)],
        },
      },
      plotData(this.#picture),
      this.#element,
    )
  }

  #dragged({ select: { left, width } }: uPlot): void {
    if (width < dragPxMin) return
    this.#select(undefined)
    this.#zoom({ fromPx: left, toPx: left + width })
  }

  #select({ fromPx, toPx }: Stretch = { fromPx: 0, toPx: 0 }): void {
    const plot = this.#plot
    const height = fromPx < toPx ? (plot?.over.clientHeight ?? 0) : 0
    plot?.setSelect({ left: fromPx, top: 0, width: toPx - fromPx, height }, false)
  }

  #zoom({ fromPx, toPx }: Stretch): void {
    if (this.#plot !== undefined) this.#events.onZoom(this.#plot.posToIdx(fromPx), this.#plot.posToIdx(toPx))
  }
}

function plotData(picture: ChartPicture): uPlot.AlignedData {
  return [picture.columns.startsMs, ...picture.heights]
}
