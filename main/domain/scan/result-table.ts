import type { Texts } from '../../../protocol/texts/text';
import { isOffTheList, type ScanSession } from './state';
import { reasonFor } from './session-changes';
import { judgedInterfaces } from './views';

const HEADS = [
  'operation',
  'serial number',
  'device status',
  'attempt',
  'product',
  'ip',
  'interface',
  'expected MAC',
  'found MAC',
  'verdict',
  'reason',
  'time',
  'slot',
  'found in slot',
  'not on list',
];

/** All devices of an operation as a table: a line of heads, then one line for each interface, or one for a device without any. @param say puts reasons into words */
export function resultTable(session: ScanSession, say: (texts: Texts) => string): string[][] {
  const rows = [[...HEADS]];
  for (const device of session.devices.values()) {
    const product = device.answer?.kind === 'expected' ? (device.answer.product ?? '') : '';
    const head = [session.operationId, device.sn ?? '', device.status, String(device.attempt), product, device.report?.ip ?? ''];
    const foot = [device.slot ?? '', device.foundIn ?? '', isOffTheList(device) ? 'yes' : ''];
    const at = device.at === 0 ? '' : new Date(device.at).toISOString();
    const interfaces = judgedInterfaces(device);
    if (interfaces.length === 0) rows.push([...head, '', '', '', '', say(reasonFor(device)), at, ...foot]);
    for (const row of interfaces)
      rows.push([...head, row.name, row.expectedMac ?? '', row.foundMac ?? '', row.verdict, say(row.reason), at, ...foot]);
  }
  return rows;
}
