import type { Texts } from '../../../protocol/texts/text';
import type { NewDelivery } from '../../domain/ports/deliveries';
import { storedText } from '../../domain/records/stored-text';
import type { Tables } from './tables';

export function deliveryRow({
  key,
  kind,
  operationId,
  body,
  summary,
  serials,
  createdAt,
  replaces,
  madeFor,
}: NewDelivery): Omit<Tables['delivery'], 'position'> {
  return {
    key: storedText(key),
    kind,
    operation_id: storedText(operationId),
    body,
    summary: storedText(summary),
    serials: JSON.stringify(serials),
    created_at: createdAt,
    state: 'queued',
    attempts: 0,
    next_try_at: null,
    problem: '',
    problem_codes: null,
    settled_at: null,
    replaces: replaces === undefined ? null : storedText(replaces),
    replaced_by: null,
    factory_base: madeFor === undefined ? null : storedText(madeFor.base),
    factory_path: madeFor === undefined ? null : storedText(madeFor.path),
  };
}

/** As a row has it; what cannot stand in a text of SQLite is escaped by JSON. */
export function codesOf(texts: Texts): string | null {
  return texts.length === 0 ? null : JSON.stringify(texts);
}
