import { byKind, DELIVERY_KIND_NAMES, type DeliveryKind } from '../../protocol/delivery-kinds';
import { DEFAULT_PATHS } from '../../protocol/http';

/** The APIs that take something. */
export type PostRoute = DeliveryKind;
/** The factory's APIs: the look-up, and one for each kind of message. */
export const FACTORY_ROUTES = ['deviceInfo', ...DELIVERY_KIND_NAMES] as const;
export type FactoryRoute = (typeof FACTORY_ROUTES)[number];

export type ReceivedKind = `${PostRoute}s`;
/** The folder-like name under which `GET /received/…` shows what an API took. */
export const RECEIVED_NAMES = byKind((kind): ReceivedKind => `${kind}s`);

const PATH_OF: Readonly<Record<FactoryRoute, string>> = {
  deviceInfo: DEFAULT_PATHS.deviceInfo,
  log: DEFAULT_PATHS.scanLog,
  notification: DEFAULT_PATHS.notification,
  pair: DEFAULT_PATHS.pair,
  burn: DEFAULT_PATHS.burn,
};
const ROUTE_BY_PATH = new Map(FACTORY_ROUTES.map((route) => [PATH_OF[route], route]));

/** Which API a path belongs to; undefined for a path that the factory does not have. */
export function routeOfPath(path: string): FactoryRoute | undefined {
  return ROUTE_BY_PATH.get(path);
}

/** The method that an API answers to; any other is refused with 405. */
export function methodOf(route: FactoryRoute): 'GET' | 'POST' {
  return route === 'deviceInfo' ? 'GET' : 'POST';
}

/** The API behind a name under `/received/`. */
export function routeOfKind(kind: ReceivedKind): PostRoute {
  return kind.slice(0, -1) as PostRoute;
}
