import { NO_TEXT, type Texts } from '../../../protocol/texts/text';
import { type DeviceState, isContested, isOffTheList, type ScanSession } from './state';
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
  'on hold',
  'pair',
];

/** All devices of an operation as a table: a line of heads, then one line for each interface, or one for a device without any. @param say puts reasons into words */
export function resultTable(session: ScanSession, say: (texts: Texts) => string): string[][] {
  const rows = [[...HEADS]];
  for (const device of session.devices.values()) {
    const product = device.answer?.kind === 'expected' ? (device.answer.product ?? '') : '';
    const head = [session.operationId, device.sn ?? '', device.status, String(device.attempt), product, device.report?.ip ?? ''];
    const lastColumns = [
      device.slot ?? '',
      device.foundIn ?? '',
      isOffTheList(device) ? 'yes' : '',
      device.status === 'pass' && isContested(device) ? 'yes' : '',
      pairWord(session, device),
    ];
    // What was compared with nothing says why of the whole device.
    const why = device.comparison?.kind === 'judged' ? NO_TEXT : reasonFor(device);
    const at = device.at === 0 ? '' : new Date(device.at).toISOString();
    const interfaces = judgedInterfaces(device);
    if (interfaces.length === 0) rows.push([...head, '', '', '', '', say(reasonFor(device)), at, ...lastColumns]);
    for (const row of interfaces)
      rows.push([
        ...head,
        row.name,
        row.expectedMac ?? '',
        row.foundMac ?? '',
        row.verdict,
        say(why.length > 0 ? why : row.reason),
        at,
        ...lastColumns,
      ]);
  }
  return rows;
}

/** What became of it at Pair (or burn); empty where it was not sent. */
function pairWord({ scanMode }: ScanSession, { pair }: DeviceState): string {
  if (pair === null) return '';
  return {
    accepted: scanMode === 1 ? 'burned' : 'paired',
    rejected: 'refused',
    unknown: 'unknown',
    queued: 'under way',
    sending: 'under way',
  }[pair.outcome];
}
