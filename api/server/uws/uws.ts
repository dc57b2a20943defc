// uWebSockets.js as this room uses it: loaded after its limits are set, and silent about its name and version.
import './header-bytes-max.ts'
import * as uws from 'uWebSockets.js'

const configure: unknown = Reflect.get(uws, '_cfg')
if (typeof configure === 'function') Reflect.apply(configure, undefined, ['silent'])

export const createApp = uws.App
export const closeListenSocket = uws.us_listen_socket_close
export const localPort = uws.us_socket_local_port
export const compressionOff: uws.CompressOptions = 0

export type {
  HttpRequest,
  HttpResponse,
  TemplatedApp,
  us_listen_socket as ListenSocket,
  WebSocket,
} from 'uWebSockets.js'
