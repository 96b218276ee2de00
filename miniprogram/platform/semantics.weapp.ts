type Semantics = typeof import('./semantics.h5')

/** WeChat knows taps; roles are not part of Taro's templates. */
export const asButton: Semantics['asButton'] = (act) => ({ onClick: act, hoverClass: 'pressed' })

/** A tap. */
export const asFold: Semantics['asFold'] = (act) => asButton(act)

/** A tap. */
export const asCheckbox: Semantics['asCheckbox'] = (act) => asButton(act)

/** A tap. */
export const asChoice: Semantics['asChoice'] = (act) => asButton(act)

/** Without a role. */
export const asPicture: Semantics['asPicture'] = () => ({})

/** Without a role. */
export const asProgress: Semantics['asProgress'] = () => ({})

/** Without a role. */
export const asMain: Semantics['asMain'] = () => ({})

/** Without a role. */
export const asStatus: Semantics['asStatus'] = () => ({})

/** Without a role. */
export const asHeading: Semantics['asHeading'] = () => ({})

/** Without a role. */
export const asAlert: Semantics['asAlert'] = () => ({})
