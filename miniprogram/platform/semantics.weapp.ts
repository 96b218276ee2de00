type Semantics = typeof import('./semantics.h5')

/** WeChat knows taps; roles are not part of Taro's templates. */
export const asButton = ((act: () => void) => ({
  onClick: act,
  hoverClass: 'pressed',
})) as unknown as Semantics['asButton']

export const asHeading = (() => ({})) as unknown as Semantics['asHeading']

export const asAlert = (() => ({})) as unknown as Semantics['asAlert']
