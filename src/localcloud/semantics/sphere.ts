/**
 * Shapes on a sphere, for the geo commands: edges are arcs of great circles, distances are angles in radians. mingo has
 * no geo operators, and no geometry package is installed. A polygon is the smaller of the two parts its ring makes.
 */

/** A point as a unit vector. */
export type Vector = readonly [number, number, number]
/** A geometry taken apart: lines of two points or more, polygons of closed rings, the first of which is the outer one. */
export type Shape = { points: Vector[]; lines: Vector[][]; polygons: Vector[][][] }

/** Less than a millimetre on the Earth. */
const TOLERANCE_RADIANS = 1e-10

/** The vector of longitude and latitude in degrees. */
export function vectorOf(longitude: number, latitude: number): Vector {
  const [east, north] = [(longitude * Math.PI) / 180, (latitude * Math.PI) / 180]
  return [Math.cos(north) * Math.cos(east), Math.cos(north) * Math.sin(east), Math.sin(north)]
}

/** The angle between two points. */
export function angleBetween(left: Vector, right: Vector): number {
  return Math.atan2(length(cross(left, right)), dot(left, right))
}

/** The angle from a point to the nearest point of a shape; 0 inside of it. */
export function angleTo(shape: Shape, point: Vector): number {
  if (shape.polygons.some((polygon) => isInPolygon(point, polygon))) return 0
  return Math.min(
    ...shape.points.map((other) => angleBetween(point, other)),
    ...edgesOf(shape).map((edge) => angleToEdge(point, edge)),
  )
}

/** The greatest angle from a point to a corner of the shape. */
export function greatestAngleTo(shape: Shape, point: Vector): number {
  return Math.max(...cornersOf(shape).map((corner) => angleBetween(corner, point)))
}

/** Whether all of the inner shape lies in one of the outer shape's polygons, its edge included. */
export function isWithin(inner: Shape, outer: Shape): boolean {
  const edges = edgesOf(inner)
  const corners = cornersOf(inner)
  return (
    corners.length > 0 &&
    outer.polygons.some(
      (polygon) =>
        corners.every((corner) => isInPolygon(corner, polygon)) &&
        !edges.some((edge) => ringEdges(polygon).some((side) => doCross(edge, side))),
    )
  )
}

/** Whether the shapes have a point in common. */
export function doIntersect(left: Shape, right: Shape): boolean {
  const [leftEdges, rightEdges] = [edgesOf(left), edgesOf(right)]
  return (
    cornersOf(left).some((corner) => angleTo(right, corner) <= TOLERANCE_RADIANS) ||
    cornersOf(right).some((corner) => angleTo(left, corner) <= TOLERANCE_RADIANS) ||
    leftEdges.some((edge) => rightEdges.some((other) => doCross(edge, other)))
  )
}

type Edge = readonly [Vector, Vector]

const cornersOf = ({ points, lines, polygons }: Shape) => [...points, ...lines.flat(), ...polygons.flat(2)]
const edgesOf = ({ lines, polygons }: Shape) => [...lines, ...polygons.flat()].flatMap(lineEdges)
const ringEdges = (polygon: Vector[][]) => polygon.flatMap(lineEdges)

function lineEdges(line: readonly Vector[]): Edge[] {
  return line.slice(1).map((end, place) => [line[place] as Vector, end] as const)
}

/** On an edge, or inside of the outer ring and of no hole. */
function isInPolygon(point: Vector, polygon: Vector[][]): boolean {
  if (ringEdges(polygon).some((edge) => angleToEdge(point, edge) <= TOLERANCE_RADIANS)) return true
  const [outer = [], ...holes] = polygon
  return isInRing(point, outer) && !holes.some((hole) => isInRing(point, hole))
}

/** The ring winds once around a point inside, as seen from there; it does so around the antipode, too. */
function isInRing(point: Vector, ring: readonly Vector[]): boolean {
  const middle = ring.reduce<Vector>((sum, corner) => add(sum, corner), [0, 0, 0])
  if (dot(point, middle) <= 0) return false
  let turned = 0
  for (const [start, end] of lineEdges(ring)) {
    const [from, to] = [flatSeenFrom(point, start), flatSeenFrom(point, end)]
    turned += Math.atan2(dot(point, cross(from, to)), dot(from, to))
  }
  return Math.abs(turned) > Math.PI
}

const flatSeenFrom = (point: Vector, other: Vector) => add(other, scale(point, -dot(point, other)))

function angleToEdge(point: Vector, [start, end]: Edge): number {
  const normal = cross(start, end)
  const foot = add(point, scale(normal, -dot(point, normal) / (dot(normal, normal) || 1)))
  const isBeside = dot(cross(normal, start), foot) >= 0 && dot(cross(end, normal), foot) >= 0
  if (isBeside && length(normal) > 0) return Math.abs(Math.asin(dot(point, normal) / length(normal)))
  return Math.min(angleBetween(point, start), angleBetween(point, end))
}

/** Whether the inner parts of two edges meet in one point. */
function doCross([start, end]: Edge, [otherStart, otherEnd]: Edge): boolean {
  const normal = cross(start, end)
  const otherNormal = cross(otherStart, otherEnd)
  const [first, second] = [dot(normal, otherStart), dot(normal, otherEnd)]
  const [third, fourth] = [dot(otherNormal, start), dot(otherNormal, end)]
  const areApart = [first, second, third, fourth].every((side) => Math.abs(side) > TOLERANCE_RADIANS ** 2)
  return (
    areApart &&
    first * second < 0 &&
    third * fourth < 0 &&
    dot(add(start, end), add(otherStart, otherEnd)) > 0
  )
}

const dot = (left: Vector, right: Vector) => left[0] * right[0] + left[1] * right[1] + left[2] * right[2]
const cross = (left: Vector, right: Vector): Vector => [
  left[1] * right[2] - left[2] * right[1],
  left[2] * right[0] - left[0] * right[2],
  left[0] * right[1] - left[1] * right[0],
]
const add = (left: Vector, right: Vector): Vector => [
  left[0] + right[0],
  left[1] + right[1],
  left[2] + right[2],
]
const scale = (vector: Vector, factor: number): Vector => [
  vector[0] * factor,
  vector[1] * factor,
  vector[2] * factor,
]
const length = (vector: Vector) => Math.sqrt(dot(vector, vector))
