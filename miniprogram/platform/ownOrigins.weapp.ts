/** The origin the app was built for; none when it is left to the city. */
export const ownOrigins: typeof import('./ownOrigins.h5').ownOrigins = () =>
  PLAQUE_ORIGIN === '' ? [] : [PLAQUE_ORIGIN]
