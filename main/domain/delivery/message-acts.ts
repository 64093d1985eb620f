import { text, type Text, type Texts } from '../../../protocol/texts/text';
import type { DeliveryHead, DeliveryUpdate, NewDelivery } from '../ports/deliveries';
import { storedSummary } from './summary';

/** How the audit trail tells what a person did with messages. */

type Named = Pick<NewDelivery, 'kind' | 'summary' | 'operationId' | 'key'>;

export function messageText({ kind, summary, operationId }: Named): Texts {
  return [text('audit.message', { what: storedSummary(kind, summary), operation: operationId })];
}

export function keyedMessageText({ kind, summary, operationId, key }: Named): Text {
  return text('audit.messageWithKey', { what: storedSummary(kind, summary), operation: operationId, key });
}

/** Some messages, the first of them named. */
export function messagesText(messages: readonly Named[], mostNamed: number): Texts {
  const more = messages.length - mostNamed;
  const last = more > 0 ? [text('audit.morePlaces', { more })] : [];
  return listedTexts([...messages.slice(0, mostNamed).map(keyedMessageText), ...last]);
}

/** One after the other, with a semicolon between them. */
function listedTexts(texts: readonly Text[]): Texts {
  return texts.map((what, place) => (place === texts.length - 1 ? what : text('audit.withMore', { what })));
}

export function stateText({ state, problem }: Pick<DeliveryHead & DeliveryUpdate, 'state' | 'problem'>): Texts {
  const said = text('audit.state', { state });
  return problem.length === 0 ? [said] : [text('audit.stateBecause', { state: said, why: problem })];
}

/** One side of what an edited message changed. @param value null where the field is not there */
export function fieldsText(
  fields: readonly { readonly path: string; readonly value: string | null }[],
  more: number,
  { key, digest }: { readonly key: string; readonly digest: string },
): Texts {
  return [
    ...fields.map(({ path, value }) => (value === null ? text('audit.noField', { path }) : text('audit.field', { path, value }))),
    ...(more > 0 ? [text('audit.withMore', { what: text('audit.morePlaces', { more }) })] : []),
    text('audit.messageDigest', { key, digest }),
  ];
}
