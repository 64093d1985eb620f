import { englishInJson } from '../../../messages/english';
import type { DeliveryKind } from '../../../protocol/delivery-kinds';
import { text, verbatim, type Text, type Texts } from '../../../protocol/texts/text';
import { storedSummary } from '../../domain/delivery/summary';
import type { AuditEntry } from '../../domain/scan/events';

/** What an entry of the trail is about. Versions before stored it in English; whatever is not in words of ours is shown as it is. */
export function storedSubject({ action, subject }: Pick<AuditEntry, 'action' | 'subject'>): Texts {
  if (typeof subject !== 'string') return subject;
  const read = READERS[action]?.(subject) ?? null;
  return read !== null && englishInJson(read) === subject ? read : verbatim(subject);
}

const READERS: Partial<Record<AuditEntry['action'], (subject: string) => Texts | null>> = {
  deliveryResent: one,
  deliverySettled: one,
  deliveryEdited: one,
  deliveriesReaddressed: several,
  registryChanged: ofRegistry,
};

const WITH_KEY = /^(.*) of operation (.*) \(([^()]*)\)$/s;
const WITHOUT_KEY = /^(.*) of operation (.*)$/s;

function one(subject: string): Texts | null {
  const message = messageOf(subject);
  return message === null ? null : [message];
}

function messageOf(subject: string): Text | null {
  const [, summary, operation, key] = WITH_KEY.exec(subject) ?? WITHOUT_KEY.exec(subject) ?? [];
  if (summary === undefined || operation === undefined) return null;
  const what = summaryOf(summary);
  return key === undefined ? text('audit.message', { what, operation }) : text('audit.messageWithKey', { what, operation, key });
}

const KINDS: Readonly<Record<string, DeliveryKind>> = {
  'Scan log,': 'log',
  'Notification:': 'notification',
  'Pair,': 'pair',
  'Burn,': 'burn',
};

function summaryOf(summary: string): Texts {
  const kind = KINDS[/^[\w ]+[,:]/.exec(summary)?.[0] ?? ''];
  return kind === undefined ? verbatim(summary) : storedSummary(kind, summary);
}

function several(subject: string): Texts | null {
  const parts = subject.split('; ');
  const last = parts.length - 1;
  const texts: Text[] = [];
  for (const [index, part] of parts.entries()) {
    const more = index === last ? /^and (\d+) more$/.exec(part)?.[1] : undefined;
    const said = more === undefined ? messageOf(part) : text('audit.morePlaces', { more: Number(more) });
    if (said === null) return null;
    texts.push(index === last ? said : text('audit.withMore', { what: said }));
  }
  return texts;
}

function ofRegistry(subject: string): Texts | null {
  const tags = /^tags (.+)$/s.exec(subject)?.[1];
  if (tags !== undefined) return [text('audit.tags', { tags: listOf(tags) })];
  const snapshot = /^Snapshot (.+) closed$/s.exec(subject)?.[1];
  if (snapshot !== undefined) return [text('audit.snapshotClosed', { snapshot })];
  const [, what, devices] = /^(\w+) of device (.+)$/s.exec(subject) ?? [];
  return what === undefined || devices === undefined ? null : [text('audit.ofDevices', { what, devices: listOf(devices) })];
}

function listOf(written: string): string | Text {
  const [, named, more] = /^(.*) and (\d+) more$/s.exec(written) ?? [];
  return named === undefined ? written : text('audit.andMore', { named, more: Number(more) });
}
