import { DEFAULT_PATHS } from '../../protocol/http';
import type { DeliveryKind } from '../../protocol/model';

/** The factory's five APIs. */
export const FACTORY_ROUTES = ['deviceInfo', 'log', 'notification', 'pair', 'burn'] as const;
export type FactoryRoute = (typeof FACTORY_ROUTES)[number];

/** The APIs that take something, and the folder-like name under which `GET /received/…` shows it. */
export const RECEIVED_NAMES = {
  log: 'logs',
  notification: 'notifications',
  pair: 'pairs',
  burn: 'burns',
} as const satisfies Readonly<Record<DeliveryKind, string>>;
export type PostRoute = keyof typeof RECEIVED_NAMES;
export type ReceivedKind = (typeof RECEIVED_NAMES)[PostRoute];

const ROUTE_BY_KIND: Readonly<Record<ReceivedKind, PostRoute>> = {
  logs: 'log',
  notifications: 'notification',
  pairs: 'pair',
  burns: 'burn',
};
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
  return ROUTE_BY_KIND[kind];
}
