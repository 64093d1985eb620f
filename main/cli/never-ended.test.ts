import { expect, it } from 'vitest';
import { type DeviceId, operationId, serialNumber } from '../../protocol/ids';
import { DEFAULT_SETTINGS } from '../../protocol/settings';
import { OPERATION, PairRig, PERSON } from '../app/testing/pair-rig';
import { localMinute } from '../../protocol/local-time';
import { neverEnded, type NeverEnded, neverEndedText } from './never-ended';

const KILLED: NeverEnded = {
  operationId: operationId('op-1'),
  startedAt: Date.UTC(2026, 10, 30, 21, 5),
  closedAt: null,
  operatorId: 'tester',
  leftOver: null,
  isRescan: false,
};
const SAID = `Operation op-1, begun ${localMinute(KILLED.startedAt)}, never ended: it has no scan log and no notification.`;

it('a scan that never ended is told with the command that ends it, where one does', () => {
  expect(neverEndedText([KILLED], 'x.sqlite', false)).toEqual([
    `${SAID} To end it: burnin finish --db x.sqlite --operation op-1 --api BASE`,
  ]);
  expect(neverEndedText([KILLED], 'x.sqlite', true)).toEqual([
    `${SAID} To end it: burnin finish --db x.sqlite --operation op-1 --practice`,
  ]);
});

it('one that had ended and was scanned again has a log: only its rescan has none', async () => {
  const rig = await PairRig.open();
  const killedAnew = async (): Promise<readonly string[]> => neverEndedText(await neverEnded(rig.store), 'x.sqlite', false);
  await rig.outbox.start();
  await rig.engine.start({
    operationId: OPERATION,
    operatorId: PERSON,
    scanMode: 0,
    roster: [serialNumber('A1')],
    policy: DEFAULT_SETTINGS.scan,
  });
  expect(await killedAnew()).toEqual([
    expect.stringMatching(/ [+-]\d\d:\d\d, never ended: it has no scan log and no notification\. To end it: /),
  ]);
  await rig.engine.finish(OPERATION, PERSON);
  expect(await killedAnew()).toEqual([]);
  await rig.engine.rescan(OPERATION, ['A1' as DeviceId], PERSON);
  expect(await killedAnew()).toEqual([
    expect.stringMatching(
      / [+-]\d\d:\d\d, ended, and was scanned again; that rescan never ended: it has no scan log and no notification\. To end it: /,
    ),
  ]);
  await rig.end();
});

it('more than are named are counted', () => {
  expect(
    neverEndedText(
      Array.from({ length: 7 }, () => KILLED),
      'x.sqlite',
      false,
    ).at(-1),
  ).toBe('2 more, begun before, never ended either.');
});
