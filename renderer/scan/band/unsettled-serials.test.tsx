import { afterEach, expect, it } from 'vitest';
import { verbatim } from '../../../protocol/texts/text';
import { sceneNamed } from '../../dev/scenes';
import { messages } from '../../messages';
import { openWindow, type WindowUnderTest } from '../../testing/window-under-test';

let opened: WindowUnderTest | undefined;
afterEach(() => opened?.close());

const band = () => document.querySelector('.band-parts.unsettled')?.textContent;

/** A window with devices that Pair refused, each for its reason. */
async function refusedFor(reasons: readonly string[]): Promise<readonly string[]> {
  const scene = sceneNamed('refused');
  const { session } = scene.snapshot;
  if (session === null) throw new Error('The scene has no session.');
  const devices = scene.devices.map((made, place) => {
    const reason = reasons[place];
    const change =
      reason === undefined ? { pair: 'accepted' as const } : { pair: 'rejected' as const, pairReason: verbatim(reason) };
    return { ...made, row: { ...made.row, pairSettled: null, ...change } };
  });
  const counts = { ...session.counts, pairRefused: reasons.length, pairUnknown: 0 };
  opened = await openWindow({ ...scene, devices, snapshot: { ...scene.snapshot, session: { ...session, counts } } });
  await opened.settle();
  return devices.slice(0, reasons.length).map(({ row }) => row.sn);
}

it('says why, once and first, where all that were refused have the same reason', async () => {
  const serials = await refusedFor(['Wrong step.', 'Wrong step.', 'Wrong step.']);
  expect(band()).toBe(`Wrong step. ${serials.join(' ')}`);
});

it('says no reason where they differ', async () => {
  const serials = await refusedFor(['Wrong step.', 'Already paired.', 'Wrong step.']);
  expect(band()).toBe(` ${serials.join(' ')}`);
});

it('names fewer serial numbers behind a long reason, so that it is whole', async () => {
  const why = 'Pair refused it: already paired in BI-20261120-061533.';
  const [first] = await refusedFor([why, why, why, why]);
  expect(band()).toBe(`${why} ${first} ${messages.headline.andMore({ count: 3 })}`);
});

it('names none behind a reason in Chinese that takes both lines', async () => {
  const why = '配對系統拒絕了這台設備：它在另一個作業中已經配對過了，請先在那裡解除，然後再試一次';
  await refusedFor([why, why]);
  expect(band()).toBe(why);
});

it('of a single one says the serial number and then why, however long that is', async () => {
  const why = 'Pair refused it: already paired in BI-20261120-061533, which was closed by somebody else at another station.';
  const [only] = await refusedFor([why]);
  expect(band()?.trim()).toBe(`${only} ${why}`);
});
