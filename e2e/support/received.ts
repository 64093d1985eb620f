import type { BurnBody, NotificationBody, PairBody, ScanLog } from '../../protocol/http';
import type { Factory } from '../../simulator/factory/factory-server';

interface Bodies {
  readonly logs: ScanLog;
  readonly notifications: NotificationBody;
  readonly pairs: PairBody;
  readonly burns: BurnBody;
}
export type Kind = keyof Bodies;

/** What the factory received of one kind, oldest first. */
export function bodies<K extends Kind>(factory: Factory, kind: K): readonly Bodies[K][] {
  return factory.received(kind).map(({ body }) => body as Bodies[K]);
}

/** How often something of one kind took effect at the factory: a repetition under its own key has none. */
export function effects(factory: Factory, kind: Kind): number {
  return factory.received(kind).filter(({ accepted, duplicate }) => accepted && !duplicate).length;
}

/** The idempotency keys of one kind, oldest first. */
export function keysOf(factory: Factory, kind: Kind): readonly (string | null)[] {
  return factory.received(kind).map(({ idempotencyKey }) => idempotencyKey);
}
