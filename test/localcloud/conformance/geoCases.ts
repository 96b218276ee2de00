import { _, collectionOf, database, idsOf, refusalOf } from './suite'

/**
 * Geo types and commands. Sources: CloudBase's documentation of "Geo" and of `geoNear`, `geoWithin`, `geoIntersects`;
 * MongoDB's manual, "Geospatial Query Operators", "$geoNear (aggregation)".
 */

const { Point, LineString, Polygon, MultiPoint, MultiLineString, MultiPolygon } = database.Geo
const point = (longitude: number, latitude: number) => new Point(longitude, latitude)
const line = (...pairs: [number, number][]) => new LineString(pairs.map((pair) => point(...pair)))
const square = (west: number, south: number, side: number) =>
  line([west, south], [west + side, south], [west + side, south + side], [west, south + side], [west, south])

describe('Geo values', () => {
  const VALUES: [string, object][] = [
    ['Point', point(127.5, 50.2)],
    ['LineString', line([0, 0], [1, 1])],
    ['Polygon', new Polygon([square(0, 0, 2), square(0.5, 0.5, 1)])],
    ['MultiPoint', new MultiPoint([point(0, 0), point(1, 1)])],
    ['MultiLineString', new MultiLineString([line([0, 0], [1, 1]), line([2, 2], [3, 3])])],
    ['MultiPolygon', new MultiPolygon([new Polygon([square(0, 0, 1)]), new Polygon([square(5, 5, 1)])])],
  ]
  test.each(VALUES)('%s comes back as it was', async (_name, place) => {
    const collection = await collectionOf([{ place }])
    expect((await collection.get()).data[0].place).toEqual(place)
    expect((await collection.get()).data[0].place).toBeInstanceOf(place.constructor)
  })

  test('is changed as a whole by an update', async () => {
    const collection = await collectionOf([{ place: point(1, 2) }])
    await collection.doc('a').update({ place: point(3, 4) })
    expect((await collection.get()).data[0].place).toEqual(point(3, 4))
  })
})

/** Along the equator a degree is 111,319 m. */
const along = [{ place: point(2, 0) }, { place: point(0, 0) }, { place: point(1, 0) }, { place: 'x' }, {}]

describe('geoNear', () => {
  test('finds places, the nearest first', async () => {
    const collection = await collectionOf(along)
    expect(await idsOf(collection.where({ place: _.geoNear({ geometry: point(0, 0) }) }))).toEqual([
      'b',
      'c',
      'a',
    ])
  })

  test('keeps to its distances, in metres', async () => {
    const collection = await collectionOf(along)
    const within = (minDistance: number, maxDistance: number) =>
      idsOf(collection.where({ place: _.geoNear({ geometry: point(0, 0), minDistance, maxDistance }) }))
    expect(await within(0, 111_318)).toEqual(['b'])
    expect(await within(0, 111_320)).toEqual(['b', 'c'])
    expect(await within(111_300, 111_400)).toEqual(['c'])
  })

  test('follows an order that is asked for', async () => {
    const collection = await collectionOf(along)
    const near = collection.where({ place: _.geoNear({ geometry: point(0, 0) }) }).orderBy('_id', 'asc')
    expect(await idsOf(near)).toEqual(['a', 'b', 'c'])
  })

  test('joins other conditions', async () => {
    const collection = await collectionOf([
      { place: point(0, 0), n: 1 },
      { place: point(1, 0), n: 2 },
    ])
    const near = _.and([{ place: _.geoNear({ geometry: point(0, 0) }) }, { n: 2 }])
    expect(await idsOf(collection.where(near))).toEqual(['b'])
  })

  test('as a stage tells the distance', async () => {
    const collection = await collectionOf(along)
    const { data } = await collection
      .aggregate()
      .geoNear({ near: point(0, 0), spherical: true, distanceField: 'metres', key: 'place', minDistance: 1 })
      .end()
    expect(data.map(({ _id }: { _id: string }) => _id)).toEqual(['c', 'a'])
    expect(Math.round(data[0].metres)).toBe(111_319)
  })

  test('as a stage takes a query, a limit, a factor, and shows the place', async () => {
    const collection = await collectionOf([
      { place: point(0, 1), n: 1 },
      { place: point(0, 2), n: 1 },
      { place: point(0, 0), n: 2 },
    ])
    const { data } = await collection
      .aggregate()
      .geoNear({
        near: point(0, 0),
        spherical: true,
        distanceField: 'far.km',
        distanceMultiplier: 0.001,
        includeLocs: 'seen',
        query: { n: 1 },
        limit: 1,
      })
      .end()
    expect(data).toEqual([
      {
        _id: 'a',
        place: { type: 'Point', coordinates: [0, 1] },
        n: 1,
        far: { km: expect.closeTo(111.319, 2) },
        seen: { type: 'Point', coordinates: [0, 1] },
      },
    ])
  })

  test('as a stage needs a distanceField', async () => {
    const collection = await collectionOf(along)
    const request = collection
      .aggregate()
      .geoNear({ near: point(0, 0), spherical: true })
      .end()
    expect(await refusalOf(request)).toBe('DATABASE_REQUEST_FAILED')
  })

  test('chained to another command', async () => {
    const collection = await collectionOf(along)
    const there = _.exists(true) as unknown as { geoNear: (options: object) => object }
    expect(
      await idsOf(collection.where({ place: there.geoNear({ geometry: point(2, 0), maxDistance: 10 }) })),
    ).toEqual(['a'])
  })
})

describe('geoWithin', () => {
  const places = [
    { place: point(1, 1) },
    { place: point(5, 5) },
    { place: line([0.5, 0.5], [1.5, 1.5]) },
    { place: line([1, 1], [9, 9]) },
    { place: new Polygon([square(0.2, 0.2, 1)]) },
    { place: point(0, 0) },
  ]

  test('a polygon finds what lies in it whole, its edge included', async () => {
    const collection = await collectionOf(places)
    const within = _.geoWithin({ geometry: new Polygon([square(0, 0, 2)]) })
    expect(await idsOf(collection.where({ place: within }))).toEqual(['a', 'c', 'e', 'f'])
  })

  test('a hole is not in the polygon', async () => {
    const collection = await collectionOf([{ place: point(1, 1) }, { place: point(0.2, 0.2) }])
    const within = _.geoWithin({ geometry: new Polygon([square(0, 0, 2), square(0.5, 0.5, 1)]) })
    expect(await idsOf(collection.where({ place: within }))).toEqual(['b'])
  })

  test('a MultiPolygon finds what lies in one of its polygons', async () => {
    const collection = await collectionOf(places)
    const geometry = new MultiPolygon([new Polygon([square(0.9, 0.9, 0.2)]), new Polygon([square(4, 4, 2)])])
    expect(await idsOf(collection.where({ place: _.geoWithin({ geometry }) }))).toEqual(['a', 'b'])
  })

  test('centerSphere finds what lies in a circle of so many radians', async () => {
    const collection = await collectionOf(along)
    const radians = (degrees: number) => (degrees * Math.PI) / 180
    const byPoint = _.geoWithin({ centerSphere: [point(0, 0), radians(1.01)] })
    const byPair = _.geoWithin({ centerSphere: [[0, 0], radians(0.5)] })
    expect(await idsOf(collection.where({ place: byPoint }))).toEqual(['b', 'c'])
    expect(await idsOf(collection.where({ place: byPair }))).toEqual(['b'])
  })

  test('a polygon on the sphere bends its edges towards the pole', async () => {
    const collection = await collectionOf([{ place: point(0, 61) }, { place: point(0, 59) }])
    const ring = line([-60, 60], [-60, 0], [60, 0], [60, 60], [-60, 60])
    const within = _.geoWithin({ geometry: new Polygon([ring]) })
    expect(await idsOf(collection.where({ place: within }))).toEqual(['a', 'b'])
  })

  test('a polygon over the 180th meridian', async () => {
    const collection = await collectionOf([
      { place: point(179, 1) },
      { place: point(-179, 1) },
      { place: point(0, 1) },
    ])
    const ring = line([178, 0], [-178, 0], [-178, 2], [178, 2], [178, 0])
    const within = _.geoWithin({ geometry: new Polygon([ring]) })
    expect(await idsOf(collection.where({ place: within }))).toEqual(['a', 'b'])
  })

  test('chained to another command', async () => {
    const collection = await collectionOf(along)
    const there = _.exists(true) as unknown as { geoWithin: (options: object) => object }
    const geometry = new Polygon([square(0.5, -0.5, 1)])
    expect(await idsOf(collection.where({ place: there.geoWithin({ geometry }) }))).toEqual(['c'])
  })

  test('within a point, or a flat box, is refused', async () => {
    const raw = (await collectionOf(along)).options({ raw: true })
    const inPoint = { place: { $geoWithin: { $geometry: { type: 'Point', coordinates: [0, 0] } } } }
    const inBox = {
      place: {
        $geoWithin: {
          $box: [
            [0, 0],
            [1, 1],
          ],
        },
      },
    }
    expect(await refusalOf(raw.where(inPoint).get())).toBe('DATABASE_REQUEST_FAILED')
    expect(await refusalOf(raw.where(inBox).get())).toBe('LOCALCLOUD_NOT_ANSWERED')
  })
})

describe('geoIntersects', () => {
  const places = [
    { place: point(1, 1) },
    { place: line([0, 0], [2, 0]) },
    { place: new Polygon([square(3, 3, 2)]) },
    { place: point(9, 9) },
    { place: new MultiPoint([point(20, 20), point(1, 0)]) },
  ]
  const SHAPES: [string, object, string[]][] = [
    ['a Point finds what it lies in or on', point(4, 4), ['c']],
    ['a Point finds the same point', point(1, 1), ['a']],
    ['a LineString finds what it crosses', line([1, -1], [1, 0.5]), ['b', 'e']],
    [
      'a Polygon finds what is inside and what it cuts',
      new Polygon([square(0.5, -0.5, 3.5)]),
      ['a', 'b', 'c', 'e'],
    ],
    ['a MultiPoint', new MultiPoint([point(9, 9), point(1, 1)]), ['a', 'd']],
    [
      'a MultiLineString',
      new MultiLineString([line([1, -1], [1, 0.5]), line([2, 4], [6, 4])]),
      ['b', 'c', 'e'],
    ],
    [
      'a MultiPolygon',
      new MultiPolygon([new Polygon([square(8, 8, 2)]), new Polygon([square(3.5, 3.5, 1)])]),
      ['c', 'd'],
    ],
    ['a Polygon far away finds nothing', new Polygon([square(50, 50, 1)]), []],
  ]
  test.each(SHAPES)('%s', async (_rule, geometry, found) => {
    const collection = await collectionOf(places)
    expect(await idsOf(collection.where({ place: _.geoIntersects({ geometry }) }))).toEqual(found)
  })

  test('chained to another command', async () => {
    const collection = await collectionOf(places)
    const there = _.exists(true) as unknown as { geoIntersects: (options: object) => object }
    expect(await idsOf(collection.where({ place: there.geoIntersects({ geometry: point(1, 1) }) }))).toEqual([
      'a',
    ])
  })
})
