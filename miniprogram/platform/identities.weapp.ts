/** WeChat knows who holds the phone. */
export const listIdentities: typeof import('./identities.h5').listIdentities = async () => []
