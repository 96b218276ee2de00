/** Work that is begun before it is asked for, by where it belongs. */
export type Ahead<Place, Value> = {
  /** What was begun for this place, or what is begun now. */
  take: (place: Place) => Promise<Value>
  /** Begins it; a fault is told to whoever takes it. */
  expect: (place: Place) => void
}

/** See `Ahead`; what is never taken is given up with it. */
export function ahead<Place, Value>(
  keyOf: (place: Place) => string,
  begin: (place: Place) => Promise<Value>,
): Ahead<Place, Value> {
  const begun = new Map<string, Promise<Value>>()
  return {
    take(place) {
      const value = begun.get(keyOf(place)) ?? begin(place)
      begun.delete(keyOf(place))
      return value
    },
    expect(place) {
      const value = begin(place)
      value.catch(() => undefined)
      begun.set(keyOf(place), value)
    },
  }
}
