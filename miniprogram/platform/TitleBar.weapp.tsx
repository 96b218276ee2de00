/** WeChat draws the title bar itself. */
export const TitleBar: typeof import('./TitleBar.h5').TitleBar = () => null
