import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { inWords } from '../../../messages/testing/in-words';
import { deviceIdOf, serialNumber } from '../../../protocol/ids';
import { DEFAULT_SETTINGS } from '../../../protocol/settings';
import { KEY_ID_HEADER, SIGNATURE_HEADER } from '../../../protocol/topology';
import { signedBytes } from '../../../protocol/wire/report-signature';
import { createDeviceKeys } from '../../adapters/keys/device-keys';
import type { SigningMode } from '../../domain/scan/report-trust';
import { pairSheet } from '../../domain/delivery/pair-sheet';
import { A, OPERATION, PairRig, PERSON, reportOf } from '../testing/pair-rig';
import { ReportVerifier } from './report-verifier';

function signingKey() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(12);
  return {
    publicKey: raw.toString('base64'),
    headersFor: (messageId: string, body: Buffer) => ({
      [SIGNATURE_HEADER]: sign(null, signedBytes(messageId, body), privateKey).toString('base64'),
      [KEY_ID_HEADER]: createHash('sha256').update(raw).digest('hex').slice(0, 16),
    }),
  };
}

it.each<
  [string, { readonly signed: boolean; readonly mode: SigningMode; readonly keys: 'same' | 'other' | 'gone' }, string | null]
>([
  ['nothing changed', { signed: true, mode: 'required', keys: 'same' }, 'accepted: '],
  ['signing is off', { signed: false, mode: 'off', keys: 'same' }, 'accepted: '],
  [
    'signing is required since',
    { signed: false, mode: 'required', keys: 'other' },
    'What A1 passed by would not be let in now. This report of device A1 is not signed, and only signed ones count here.',
  ],
  [
    'a key of the device is known since',
    { signed: false, mode: 'ifKnown', keys: 'same' },
    'What A1 passed by would not be let in now. This report of device A1 is not signed, though a key is known',
  ],
  [
    'its key was taken out',
    { signed: true, mode: 'required', keys: 'other' },
    'What A1 passed by would not be let in now. This report of device A1 is signed with a key that is not known here.',
  ],
  ['no key can be read', { signed: true, mode: 'required', keys: 'gone' }, 'queued: Not sent yet: the console could not look'],
])('a list that waits while %s', async (_name, { signed, mode, keys }, outcome) => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-trust-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const [key, other] = [signingKey(), signingKey()];
  const file = path.join(folder, 'keys.txt');
  if (keys !== 'gone') await writeFile(file, keys === 'same' ? `A1 ${key.publicKey}\n` : `B1 ${other.publicKey}\n`);
  const rig = await PairRig.open();
  const verifier = new ReportVerifier({
    store: rig.store,
    mode: () => mode,
    keys: () => createDeviceKeys(file),
    onKeysProblem: () => undefined,
  });
  await rig.outbox.start();
  await rig.engine.start({
    operationId: OPERATION,
    operatorId: PERSON,
    scanMode: 0,
    roster: [serialNumber('A1')],
    policy: DEFAULT_SETTINGS.scan,
  });
  const { report, stored } = reportOf({ operationId: OPERATION, sn: 'A1', bootId: 'x', mac: A, attempt: 1 });
  const properties = signed ? { messageId: 'm-1', headers: key.headersFor('m-1', Buffer.from(stored.bytes)) } : {};
  await rig.engine.receive(report, { ...stored, properties });
  await rig.mes('A1', A);
  await rig.engine.finish(OPERATION, PERSON);
  const delivery = await rig.confirm();
  rig.distrusted = (...asked) => verifier.distrusted(...asked);
  await rig.up();
  await rig.time();
  const said = async (): Promise<string> => {
    const { state, problem } = inWords(await rig.store.loadDelivery(delivery)) as {
      readonly state: string;
      readonly problem: string | null;
    };
    return `${state}: ${problem ?? ''}`;
  };
  await expect.poll(said, { timeout: 5_000 }).toContain(outcome);
  expect(rig.posts.filter(({ taken }) => taken)).toHaveLength(outcome === 'accepted: ' ? 1 : 0);
  await rig.end();
});

it('the report that counts is looked at: a device that passed by an unsigned one is not offered, until it answers with a signed one', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-trust-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const key = signingKey();
  const file = path.join(folder, 'keys.txt');
  await writeFile(file, `A1 ${key.publicKey}\n`);
  const rig = await PairRig.open();
  let mode: SigningMode = 'off';
  const verifier = new ReportVerifier({
    store: rig.store,
    mode: () => mode,
    keys: () => createDeviceKeys(file),
    onKeysProblem: () => undefined,
  });
  const signed = (of: ReturnType<typeof reportOf>, messageId: string) =>
    rig.engine.receive(of.report, {
      ...of.stored,
      properties: { messageId, headers: key.headersFor(messageId, Buffer.from(of.stored.bytes)) },
    });
  const answer = { operationId: OPERATION, sn: 'A1', bootId: 'x', mac: A };
  const offered = async () => {
    const { serials, heldBack } = pairSheet(rig.session, String, await rig.engine.underWayElsewhere(rig.session));
    return { serials, heldBack: inWords(heldBack) };
  };
  rig.distrusted = (...asked) => verifier.distrusted(...asked);
  await rig.outbox.start();
  const roster = [serialNumber('A1')];
  await rig.engine.start({ operationId: OPERATION, operatorId: PERSON, scanMode: 0, roster, policy: DEFAULT_SETTINGS.scan });
  // Of the first generation: it names no attempt.
  const first = reportOf(answer);
  await rig.engine.receive(first.report, { ...first.stored, properties: {} });
  await rig.mes('A1', A);
  await rig.engine.finish(OPERATION, PERSON);
  expect(await offered()).toEqual({ serials: ['A1'], heldBack: [] });
  mode = 'required';
  expect(await offered()).toMatchObject({
    serials: [],
    heldBack: [
      {
        sn: 'A1',
        why: expect.stringMatching(/^What A1 passed by would not be let in now\. .* not signed/) as string,
        elsewhere: { operationId: OPERATION, state: 'distrusted' },
      },
    ],
  });
  await rm(file);
  // Nothing can be judged: the list waits, and says why.
  expect(await offered()).toEqual({ serials: ['A1'], heldBack: [] });
  await writeFile(file, `A1 ${key.publicKey}\n`);

  await rig.engine.rescan(OPERATION, [deviceIdOf(serialNumber('A1'))], PERSON);
  await signed(reportOf({ ...answer, attempt: 2 }), 'm-1');
  // Set aside as repeated: it decides nothing.
  const again = reportOf(answer);
  await rig.engine.receive(again.report, { ...again.stored, properties: {} });
  await rig.mes('A1', A);
  await rig.engine.finish(OPERATION, PERSON);
  expect(await offered()).toEqual({ serials: ['A1'], heldBack: [] });
  const delivery = await rig.confirm();
  await rig.up();
  await rig.time();
  await expect.poll(async () => (await rig.store.loadDelivery(delivery))?.state, { timeout: 5_000 }).toBe('accepted');
  await rig.end();
});
