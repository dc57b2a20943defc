// How long a request's line and headers may be together, in bytes. uWebSockets.js reads the limit from its environment,
// once, when it is loaded, so this module has to be imported before it. Its own 4 KiB are too few for a browser that
// sends the cookies of everything that ever ran on localhost.

export const headerBytesMax = 32 * 1024

process.env['UWS_HTTP_MAX_HEADERS_SIZE'] = String(headerBytesMax)
