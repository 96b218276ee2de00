/** WeChat opens a plaque's link by its own link rule; nothing to do. */
export {}
