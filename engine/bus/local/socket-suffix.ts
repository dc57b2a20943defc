// How the name of a publisher's socket ends; what else is in the folder is none of a subscriber's business.
export const socketSuffix = '.sock'
