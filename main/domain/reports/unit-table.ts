import type { UnitAttempt } from '../../../protocol/history';
import { inOrderOfStart } from './attempt-order';

const HEADS = [
  'serial number',
  'operation',
  'attempt',
  'time',
  'device status',
  'reason',
  'interface',
  'card',
  'verdict',
  'product',
  'agent',
  'operator',
  'on hold',
  'not on list',
];

/** Every attempt of one device, oldest first: one line for each port at fault, or one where none is. */
export function unitTable(sn: string, attempts: readonly UnitAttempt[]): string[][] {
  const rows = [[...HEADS]];
  for (const one of inOrderOfStart(attempts)) {
    const { operationId, attempt, at, status, reason, faults, product, agent, operatorId, held, guest } = one;
    const head = [sn, operationId, String(attempt), new Date(at).toISOString(), status, reason ?? ''];
    const lastColumns = [product ?? '', agent ?? '', operatorId, held ? 'yes' : '', guest ? 'yes' : ''];
    if (faults.length === 0) rows.push([...head, '', '', '', ...lastColumns]);
    for (const { interface: name, model, verdict } of faults) rows.push([...head, name, model ?? '', verdict, ...lastColumns]);
  }
  return rows;
}
