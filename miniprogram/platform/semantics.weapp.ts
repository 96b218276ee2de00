type Semantics = typeof import('./semantics.h5')

/** WeChat knows taps; roles are not part of Taro's templates. */
export const asButton: Semantics['asButton'] = (act) => ({ onClick: act, hoverClass: 'pressed' })

/** Without a role. */
export const asHeading: Semantics['asHeading'] = () => ({})

/** Without a role. */
export const asAlert: Semantics['asAlert'] = () => ({})
