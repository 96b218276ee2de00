import { isRecord } from './order'
import { someValueAt } from './paths'
import { DatabaseRefusal, NotAnswered } from './refusal'
import { angleTo, doIntersect, greatestAngleTo, isWithin, type Shape, type Vector, vectorOf } from './sphere'

/** The geo commands on GeoJSON values, which mingo has not (manual: "Geospatial Query Operators"). */

/** MongoDB's radius of the Earth. */
const EARTH_RADIUS_METRES = 6378100

/** Tests of one value, by operator; the operand is checked when the test is made. Throw DatabaseRefusal. */
export const geoPredicates = {
  $geoWithin: isWithinOperand,
  $geoIntersects: intersectsOperand,
  $nearSphere: isNear,
}

/** Metres from a point to a value; undefined for a value that is no geometry. */
export function metresTo(centre: Vector, value: unknown): number | undefined {
  const shape = shapeOf(value)
  return shape && angleTo(shape, centre) * EARTH_RADIUS_METRES
}

/** The smallest distance from the centre to a value on the path, in metres; undefined where there is none. */
export function nearestMetres(
  document: unknown,
  path: readonly string[],
  centre: Vector,
): number | undefined {
  let nearest: number | undefined
  someValueAt(document, path, 'both', (value) => {
    const metres = metresTo(centre, value)
    if (metres !== undefined && metres < (nearest ?? Number.POSITIVE_INFINITY)) nearest = metres
    return false
  })
  return nearest
}

/** The point of a GeoJSON Point or a legacy pair. Throws DatabaseRefusal. */
export function centreOf(value: unknown): Vector {
  const pair = isRecord(value) && value.type === 'Point' ? value.coordinates : value
  if (!isPosition(pair)) throw new DatabaseRefusal('a Point of longitude and latitude is needed')
  return vectorOf(...pair)
}

/**
 * By which path and centre `$nearSphere` orders the answer; undefined when the query has none. It may stand at the top or
 * in an `$and`, once.
 */
export function nearestFirst(
  criteria: Record<string, unknown>,
): { path: string[]; centre: Vector } | undefined {
  for (const [field, condition] of Object.entries(criteria)) {
    if (field === '$and' && Array.isArray(condition)) {
      const found = condition.filter(isRecord).map(nearestFirst).find(Boolean)
      if (found) return found
    }
    if (isRecord(condition) && isRecord(condition.$nearSphere))
      return { path: field.split('.'), centre: centreOf(condition.$nearSphere.$geometry) }
  }
  return undefined
}

function isNear(operand: unknown) {
  if (!isRecord(operand)) throw new DatabaseRefusal('$nearSphere needs a $geometry')
  const centre = centreOf(operand.$geometry)
  const [least, most] = [operand.$minDistance ?? 0, operand.$maxDistance ?? Number.POSITIVE_INFINITY]
  if (typeof least !== 'number' || typeof most !== 'number' || least < 0 || most < 0)
    throw new DatabaseRefusal('a distance must be a non-negative number')
  return (value: unknown) => {
    const metres = metresTo(centre, value)
    return metres !== undefined && metres >= least && metres <= most
  }
}

function isWithinOperand(operand: unknown) {
  if (!isRecord(operand)) throw new DatabaseRefusal('$geoWithin needs an object')
  if (operand.$centerSphere) return isInCircle(operand.$centerSphere)
  if (!operand.$geometry) throw new NotAnswered(`$geoWithin with ${Object.keys(operand)[0] ?? 'nothing'}`)
  const outer = shapeOf(operand.$geometry)
  if (!outer?.polygons.length) throw new DatabaseRefusal('$geoWithin needs a Polygon or MultiPolygon')
  return (value: unknown) => {
    const shape = shapeOf(value)
    return shape !== undefined && isWithin(shape, outer)
  }
}

/** `[centre, radius in radians]` */
function isInCircle(operand: unknown) {
  const [centre, radius] = Array.isArray(operand) ? operand : []
  if (typeof radius !== 'number' || radius < 0)
    throw new DatabaseRefusal('radius must be a non-negative number')
  const middle = centreOf(centre)
  return (value: unknown) => {
    const shape = shapeOf(value)
    return shape !== undefined && greatestAngleTo(shape, middle) <= radius
  }
}

function intersectsOperand(operand: unknown) {
  const shape = isRecord(operand) ? shapeOf(operand.$geometry) : undefined
  if (!shape) throw new DatabaseRefusal('$geoIntersects needs a $geometry')
  return (value: unknown) => {
    const other = shapeOf(value)
    return other !== undefined && doIntersect(other, shape)
  }
}

/** The shape of a GeoJSON geometry or a legacy pair `[longitude, latitude]`; undefined for what is neither. */
function shapeOf(value: unknown): Shape | undefined {
  const none: Shape = { points: [], lines: [], polygons: [] }
  if (isPosition(value)) return { ...none, points: [vectorOf(...value)] }
  if (!isRecord(value) || !Array.isArray(value.coordinates)) return undefined
  const { type, coordinates } = value
  if (type === 'Point')
    return isPosition(coordinates) ? { ...none, points: [vectorOf(...coordinates)] } : undefined
  if (type === 'LineString') return shapeFrom(none, 'lines', coordinates, 1)
  if (type === 'Polygon') return shapeFrom(none, 'polygons', coordinates, 2)
  if (type === 'MultiPoint') return shapeFrom(none, 'points', coordinates, 1, true)
  if (type === 'MultiLineString') return shapeFrom(none, 'lines', coordinates, 2, true)
  if (type === 'MultiPolygon') return shapeFrom(none, 'polygons', coordinates, 3, true)
  return undefined
}

function shapeFrom(none: Shape, kind: keyof Shape, coordinates: unknown[], depth: number, isMany = false) {
  const vectors = vectorsOf(coordinates, depth)
  return vectors && { ...none, [kind]: isMany ? vectors : [vectors] }
}

/** Positions, nested `depth` arrays deep, as vectors; undefined when one of them is no position. */
function vectorsOf(coordinates: unknown, depth: number): unknown[] | undefined {
  if (!Array.isArray(coordinates)) return undefined
  const vectors = coordinates.map((item) =>
    depth > 1 ? vectorsOf(item, depth - 1) : isPosition(item) ? vectorOf(...item) : undefined,
  )
  return vectors.includes(undefined) ? undefined : vectors
}

function isPosition(value: unknown): value is [number, number] {
  if (!Array.isArray(value) || value.length !== 2) return false
  const [longitude, latitude] = value
  return isDegree(longitude, 180) && isDegree(latitude, 90)
}

const isDegree = (value: unknown, most: number) => typeof value === 'number' && Math.abs(value) <= most
