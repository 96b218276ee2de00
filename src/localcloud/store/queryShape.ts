/** A query as text without its values, which may be people's data: `{unit: ?, age: {$gt: ?}} sorted by age`. */
export function queryShape(criteria: Record<string, unknown>, sort?: Record<string, number>): string {
  const order = Object.entries(sort ?? {}).map(([field, direction]) =>
    direction < 0 ? `${field} descending` : field,
  )
  return shapeOf(criteria) + (order.length > 0 ? ` sorted by ${order.join(', ')}` : '')
}

function shapeOf(value: unknown): string {
  if (Array.isArray(value)) return value.every(isFields) ? `[${value.map(shapeOf).join(', ')}]` : '[?]'
  if (!isFields(value)) return '?'
  return `{${Object.entries(value)
    .map(([name, item]) => `${name}: ${shapeOf(item)}`)
    .join(', ')}}`
}

const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
