import type { PlaqueKind } from '../../domain/plaqueStandard'

/** Around a single plaque, for crop marks. */
const MARGIN_MM = 10
/** Crop marks begin so far from the bleed, and are so long. */
const MARK = { awayMm: 1, lengthMm: 4 }

/** A page: its size, where the upper left corners of plaques lie on it, and the crop marks; y downward. */
export type Imposition = {
  widthMm: number
  heightMm: number
  places: { xMm: number; yMm: number }[]
  marks: { fromMm: readonly [number, number]; toMm: readonly [number, number] }[]
}

/** How a kind lies on its page: alone with a margin, or in rows from the upper left, in the middle of a sheet. */
export function impose({ widthMm, heightMm, bleedMm, sheet }: PlaqueKind): Imposition {
  const page = sheet ?? {
    widthMm: widthMm + 2 * MARGIN_MM,
    heightMm: heightMm + 2 * MARGIN_MM,
    columns: 1,
    rows: 1,
    gapMm: 0,
  }
  const lefts = starts(page.widthMm, widthMm, page.columns, page.gapMm)
  const tops = starts(page.heightMm, heightMm, page.rows, page.gapMm)
  const [xCuts, yCuts] = [cuts(lefts, widthMm), cuts(tops, heightMm)]
  const outside = bleedMm + MARK.awayMm
  /** Marks lie outside of all plaques: before the first cut and behind the last. */
  const ends = (all: number[]) => {
    const [first, last] = [Math.min(...all) - outside, Math.max(...all) + outside]
    return [
      [first - MARK.lengthMm, first],
      [last, last + MARK.lengthMm],
    ] as const
  }
  return {
    widthMm: page.widthMm,
    heightMm: page.heightMm,
    places: tops.flatMap((yMm) => lefts.map((xMm) => ({ xMm, yMm }))),
    marks: [
      ...xCuts.flatMap((x) =>
        ends(yCuts).map(([from, to]) => ({ fromMm: [x, from] as const, toMm: [x, to] as const })),
      ),
      ...yCuts.flatMap((y) =>
        ends(xCuts).map(([from, to]) => ({ fromMm: [from, y] as const, toMm: [to, y] as const })),
      ),
    ],
  }
}

function starts(pageMm: number, sizeMm: number, count: number, gapMm: number): number[] {
  const first = (pageMm - count * sizeMm - (count - 1) * gapMm) / 2
  return Array.from({ length: count }, (_, index) => first + index * (sizeMm + gapMm))
}

const cuts = (from: readonly number[], sizeMm: number) => from.flatMap((start) => [start, start + sizeMm])
