import { replayInWords, type ReplayInWords } from '../testing/replay-in-words';
import { english } from '../../../messages/english';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { fingerprint } from '../files/fingerprint';

const text = readFileSync(path.join(import.meta.dirname, '../../../protocol/fixtures/evidence-bundle.json'), 'utf8');

interface Bundle {
  devices: { id: string; status: string; interfaces: { verdict: string }[] }[];
  reports: { id: string; bytesBase64: string; sha256: string }[];
  entries: { seq: number; at: number; body: string }[];
  scanLog: { scaninfo: { result: string }[] };
  sha256?: string;
}

/** What a replay says of the fixture after a change, whose author also made the file's own hash fit. */
function changed(change: (bundle: Bundle) => void): ReplayInWords {
  const bundle = JSON.parse(text) as Bundle;
  change(bundle);
  delete bundle.sha256;
  const outcome = replayInWords(JSON.stringify({ ...bundle, sha256: fingerprint(JSON.stringify(bundle)) }), 'test');
  if (!outcome.ok) throw new Error(english(outcome.error));
  return outcome.value;
}

const first = <T>(items: readonly T[]): T => {
  const [item] = items;
  if (item === undefined) throw new Error('the fixture is empty');
  return item;
};

describe('a replay', () => {
  it('comes to the same verdicts, whatever the white space', () => {
    for (const given of [text, JSON.stringify(JSON.parse(text))])
      expect(replayInWords(given, 'test')).toEqual({
        ok: true,
        value: { operationId: 'fixture', devices: 3, entries: 8, reports: 3, simulated: false, altered: [], differences: [] },
      });
  });

  it('notices a changed file by its own hash', () => {
    const outcome = replayInWords(text.replace('"appVersion": "test"', '"appVersion": "tess"'), 'test');
    expect(outcome).toMatchObject({
      value: { altered: ['The bundle was altered after it was made: its own hash does not fit.'], differences: [] },
    });
  });

  it('notices a changed verdict, though every hash was made to fit', () => {
    const device = changed(({ devices }) => {
      const failed = devices.find(({ status }) => status === 'fail');
      if (failed !== undefined) failed.status = 'pass';
    });
    expect(device.altered).toEqual([]);
    expect(device.differences).toEqual([expect.stringMatching(/: status is pass in the bundle, the replay comes to fail\.$/)]);
    const port = changed(({ devices }) => {
      first(first(devices).interfaces).verdict = 'duplicate';
    });
    expect(port.differences).toEqual([expect.stringContaining('is duplicate in the bundle')]);
    const log = changed(({ scanLog }) => {
      const failed = scanLog.scaninfo.find(({ result }) => result === '0');
      if (failed !== undefined) failed.result = '1';
    });
    expect(log.differences).toEqual(['The scan log of the bundle is not the one that the verdicts come to.']);
  });

  it('notices a device that was left out or added', () => {
    expect(changed(({ devices }) => void devices.pop()).differences).toEqual([
      expect.stringContaining('the bundle has no verdict on it'),
    ]);
    const added = changed(({ devices }) => void devices.push({ ...first(devices), id: 'STRANGER' }));
    expect(added.differences).toEqual(['STRANGER: is in the bundle, but nothing that it reported is.']);
    const unit = changed(({ devices }) => void devices.push({ ...first(devices), id: '?4c4c4544-0031' }));
    expect(unit.differences).toEqual(['no serial number (4c4c4544-0031): is in the bundle, but nothing that it reported is.']);
  });

  it('notices a changed report by its hash and by the event', () => {
    const bytes = Buffer.from('{"sn":"X"}').toString('base64');
    const clumsy = changed(({ reports }) => {
      first(reports).bytesBase64 = bytes;
    });
    expect(clumsy.altered).toEqual([
      expect.stringContaining('is not the one whose hash stands beside it'),
      expect.stringMatching(/^The raw report of entry \d+ was altered\.$/),
    ]);
    const careful = changed(({ reports }) => {
      first(reports).bytesBase64 = bytes;
      first(reports).sha256 = fingerprint(Buffer.from(bytes, 'base64'));
    });
    expect(careful.altered).toEqual([expect.stringMatching(/^The raw report of entry \d+ was altered\.$/)]);
    expect(changed(({ reports }) => void reports.shift()).altered).toEqual([
      expect.stringMatching(/^The raw report of entry \d+ is missing\.$/),
    ]);
  });

  it('notices altered and reordered entries', () => {
    const altered = changed(({ entries }) => {
      first(entries).at += 1;
    });
    expect(altered.altered).toEqual(['Entry 1 of the event log was altered after it was written.']);
    const reordered = changed(({ entries }) => {
      const [a, b, c, ...rest] = entries;
      if (a === undefined || b === undefined || c === undefined) throw new Error('the fixture is short');
      entries.splice(0, entries.length, a, c, b, ...rest);
    });
    expect(reordered.altered).toEqual(['Entry 2 stands behind entry 3.']);
  });

  it.each([
    [
      '{"format":"burnin-evidence/1","operation":{"operationId":"1"},"devices":[],"reports":[],"entries":[]}',
      'The bundle holds no events.',
    ],
    ['nothing', 'This is no evidence bundle. The file is not JSON: it breaks at line 1, column 1; it begins "nothing".'],
  ])('%.30s: one sentence', (given, sentence) => {
    const outcome = replayInWords(given, 'test');
    expect(outcome.ok ? '' : english(outcome.error)).toBe(sentence);
  });
});
