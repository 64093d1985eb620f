import { expect, it } from 'vitest';
import { english } from '../../../messages/english';
import { loadWords } from '../../../messages/words';
import type { AuditEntry } from '../../domain/scan/events';
import { storedSubject } from './audit-subject';

it.each<readonly [AuditEntry['action'], string, readonly string[]]>([
  ['deliveryResent', 'Pair, 3 devices of operation BI-1 (k-1)', ['audit.messageWithKey']],
  ['deliverySettled', 'Burn, 1 device of operation the night of operation 2 (k-1)', ['audit.messageWithKey']],
  ['deliveryEdited', 'Scan log, 24 devices, round 2, edited of operation BI-1', ['audit.message']],
  ['deliveryResent', 'Notification: passed of operation BI-1 (k-1)', ['audit.messageWithKey']],
  [
    'deliveriesReaddressed',
    'Pair, 3 devices of operation A (k-1); Scan log, 1 device of operation A (k-2); and 4 more',
    ['audit.withMore', 'audit.withMore', 'audit.morePlaces'],
  ],
  ['registryChanged', 'tags A1, B2 and 30 more', ['audit.tags']],
  ['registryChanged', 'Snapshot 7f-1 closed', ['audit.snapshotClosed']],
  ['registryChanged', 'Sell of device 12, 13', ['audit.ofDevices']],
  ['registryChanged', 'Party Ada', ['verbatim']],
  ['deliveryResent', 'whatever else stands there', ['verbatim']],
  ['scanLogExported', 'Pair, 3 devices of operation BI-1 (k-1)', ['verbatim']],
])('%s: %j is read as codes that say the same', (action, subject, codes) => {
  const read = storedSubject({ action, subject });
  expect(read.map(({ code }) => code)).toEqual(codes);
  expect(english(read)).toBe(subject);
});

it('the trail names a message in the language of the window', async () => {
  const { say } = await loadWords('zh-Hant');
  expect(say(storedSubject({ action: 'deliveryResent', subject: 'Pair, 3 devices of operation BI-1 (k-1)' }))).toBe(
    '作業 BI-1 的配對，3 台裝置（k-1）',
  );
});
