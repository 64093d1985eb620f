import { replayInWords } from './app/testing/replay-in-words';
import { english } from '../messages/english';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { deviceIdOf, serialNumber } from '../protocol/ids';
import { evidenceBundle } from './app/records/evidence';
import { fingerprint } from './app/files/fingerprint';
import { practising } from './testing/practising';

/**
 * What a replay does not come to, by the places in a bundle: `*` is any entry of a list. docs/records.md says of each why. Everything else is
 * named when somebody changes it, though he makes the bundle's own hash fit.
 */
const NOT_REPLAYED = [
  'simulation',
  'revision',
  'madeAt',
  'madeBy',
  'appVersion',
  'eventLogHead.seq',
  'eventLogHead.hash',
  'reports.*.properties',
  'deliveries.*.createdAt',
  'deliveries.*.madeFor',
  'deliveries.*.attempts',
  'deliveries.*.nextTryAt',
  'deliveries.*.settledAt',
  'deliveries.*.tries',
  'deliveries.log.key',
  'deliveries.log.state',
  'deliveries.log.problem',
  'deliveries.log.problemCodes',
  'deliveries.notification.key',
  'deliveries.notification.state',
  'deliveries.notification.problem',
  'deliveries.notification.problemCodes',
  'deliveries.notification.summary',
  'deliveries.notification.body',
];
/** What is said in words, which another version may have chosen otherwise. */
const WORDS = /(?:^|\.)(?:reason|nextAction|problem)$|^actions\.\*\.(?:action|subject|before|after)$/;

const VERSION = '1.2.3';
type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Place = readonly (string | number)[];

let text = '';

/** A scan with all that the simulated rack has to teach: rescanned, one device waived, the rest paired. */
async function scanned(): Promise<string> {
  const { app, desk, store, practice, until, roster, stop } = await practising({ devices: 12 });
  const closed = () => app.engine.requireSession().phase === 'closed';
  const { operationId: operation } = await desk.start({
    operationId: 'flipped',
    operatorId: 'tester',
    scanMode: 0,
    rosterText: roster.join('\n'),
  });
  await until('the scan to close', closed);
  const toAsk = practice.rack.truth.filter(({ first }) => first !== 'pass').map(({ serial }) => deviceIdOf(serialNumber(serial)));
  await desk.rescan(operation, toAsk);
  await until('the rescan to close', closed);
  const failed = [...app.engine.requireSession().devices.values()].filter(({ status }) => status === 'fail');
  await desk.waive(
    operation,
    failed.slice(0, 1).map(({ id }) => id),
    'label misprinted',
    undefined,
  );
  const { digest } = await desk.offeredSheet(operation);
  await desk.confirmPair(operation, digest);
  await until('all to be sent', () => app.view.snapshot().deliveries.every(({ state }) => state === 'accepted'));
  const { operationId } = app.engine.requireSession();
  const bundle = await evidenceBundle(store, operationId, { person: 'tester', at: 2_000, appVersion: VERSION });
  await stop();
  return bundle;
}

/** Every place of the bundle, and of places that differ in numbers of lists only, the first and the last. */
function placesOf(bundle: Json, ofEach = 2): readonly { readonly shape: string; readonly place: Place }[] {
  const byShape = new Map<string, Place[]>();
  const visit = (value: Json, place: Place, shape: string): void => {
    if (place.length > 0) {
      const known = byShape.get(shape) ?? [];
      byShape.set(shape, known.length < 2 ? [...known, place] : [...known.slice(0, 1), place]);
    }
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inside] of Object.entries(value)) {
      const part = Array.isArray(value) ? kindOf(inside, shape) : key;
      visit(inside, [...place, Array.isArray(value) ? Number(key) : key], shape === '' ? part : `${shape}.${part}`);
    }
  };
  visit(bundle, [], '');
  byShape.delete('sha256');
  return [...byShape].flatMap(([shape, places]) => places.slice(0, ofEach).map((place) => ({ shape, place })));
}

/** Messages of each kind are places of their own. */
function kindOf(entry: Json, list: string): string {
  const kind = list === 'deliveries' && typeof entry === 'object' && entry !== null && 'kind' in entry ? entry['kind'] : '*';
  return typeof kind === 'string' ? kind : '*';
}

/** The bundle with its own hash made to fit after a change at one place. */
function changedAt(place: Place, change: (holder: Record<string | number, Json>, key: string | number) => void): string {
  const bundle = JSON.parse(text) as Record<string, Json>;
  let holder = bundle as Record<string | number, Json>;
  for (const key of place.slice(0, -1)) holder = holder[key] as Record<string | number, Json>;
  change(holder, place.at(-1) ?? '');
  delete bundle['sha256'];
  return JSON.stringify({ ...bundle, sha256: fingerprint(JSON.stringify(bundle)) });
}

function flipped(value: Json): Json {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  if (value === null) return 'something';
  if (Array.isArray(value)) return value.length === 0 ? ['something'] : value.slice(0, -1);
  if (typeof value === 'object') return {};
  // What is no hash, MAC or name any more would be found by its form alone.
  if (/^[0-9a-f]{64}$/.test(value)) return value.replace(/^./, (digit) => (digit === '0' ? '1' : '0'));
  return /[0-9](?=[^0-9]*$)/.test(value)
    ? value.replace(/[0-9](?=[^0-9]*$)/, (digit) => String((Number(digit) + 1) % 10))
    : `${value}x`;
}

/** What a replay says, one text; empty when all is as it should be. */
function saidOf(bundle: string, version = VERSION): string {
  const outcome = replayInWords(bundle, version);
  return outcome.ok ? [...outcome.value.altered, ...outcome.value.differences].join('\n') : english(outcome.error);
}

const isNotReplayed = (shape: string): boolean =>
  NOT_REPLAYED.some((one) => {
    const parts = one.split('.');
    const given = shape.split('.');
    return parts.every((part, index) => part === given[index] || (part === '*' && given[index] !== undefined));
  });

describe('a bundle of a real run whose author made its own hash fit', () => {
  it('replays where nothing was changed', async () => {
    text = await scanned();
    expect(saidOf(text)).toBe('');
    expect(saidOf(changedAt(['madeAt'], () => undefined))).toBe('');
  });

  it('is found out whichever field was flipped, but for those that docs/records.md names', () => {
    const places = placesOf(JSON.parse(text) as Json);
    expect(places.length).toBeGreaterThan(200);
    const missed: string[] = [];
    const named: string[] = [];
    for (const { shape, place } of places) {
      const said = saidOf(changedAt(place, (holder, key) => (holder[key] = flipped(holder[key] ?? null))));
      if (said === '' && !isNotReplayed(shape)) missed.push(place.join('.'));
      if (said !== '') named.push(shape);
    }
    expect(missed).toEqual([]);
    // A place that stands on the list is on it for a reason: nothing there is noticed.
    expect(NOT_REPLAYED.filter((one) => named.includes(one) && one !== 'deliveries.notification.body')).toEqual([]);
  }, 120_000);

  it('is found out when a key was taken out or put in', () => {
    const missed: string[] = [];
    for (const { shape, place } of placesOf(JSON.parse(text) as Json, 1)) {
      if (isNotReplayed(shape) || typeof place.at(-1) === 'number') continue;
      const without = changedAt(place, (holder, key) => {
        delete holder[key];
      });
      if (saidOf(without) === '') missed.push(place.join('.'));
    }
    expect(missed).toEqual([]);
    const more = changedAt(['devices', 0, 'note'], (holder, key) => (holder[key] = 'approved'));
    expect(saidOf(more)).toMatch(/: note is approved in the bundle, the replay comes to nothing\.$/);
  }, 120_000);

  it('is found out by another version too, but for its words', () => {
    const missed: string[] = [];
    for (const { shape, place } of placesOf(JSON.parse(text) as Json, 1)) {
      if (isNotReplayed(shape) || WORDS.test(shape)) continue;
      // Another version may have other keys.
      let isWhole = false;
      const changed = changedAt(place, (holder, key) => {
        const value = holder[key] ?? null;
        isWhole = typeof value === 'object' && value !== null && !Array.isArray(value);
        holder[key] = flipped(value);
      });
      if (!isWhole && saidOf(changed, '9.9.9') === '') missed.push(place.join('.'));
    }
    expect(missed).toEqual([]);
  }, 120_000);

  it('docs/records.md names each place that is not compared', () => {
    const page = readFileSync(path.join(import.meta.dirname, '../docs/records.md'), 'utf8');
    const [, section = ''] = page.split('\n### What a replay does not come to\n');
    const [list = ''] = section.split('\n## ');
    for (const one of NOT_REPLAYED) expect(list).toContain(`\`${one.split('.').at(-1)}\``);
  });
});
