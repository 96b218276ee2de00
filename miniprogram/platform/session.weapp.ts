type Session = typeof import('./session.h5')

/** In WeChat everybody is somebody; the platform tells the server who. */
export const isSomebody: Session['isSomebody'] = () => true

/** There is no session to forget. */
export const forgetSession: Session['forgetSession'] = () => {}

/** Nobody chooses who they are. */
export const chosenIdentity: Session['chosenIdentity'] = () => null

/** Nobody chooses who they are. */
export const chooseIdentity: Session['chooseIdentity'] = () => {}
