import { replayInWords, type ReplayInWords } from '../testing/replay-in-words';
import { english } from '../../../messages/english';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { OperationId, SerialNumber } from '../../../protocol/ids';
import type { ScanEvent } from '../../../protocol/stored-events';
import { createStore } from '../../adapters/store/create-store';
import { expects, scanStarted } from '../../domain/testing/reports';
import { recordedMessages } from '../testing/recorded-messages';
import { evidenceBundle } from './evidence';
import { fingerprint } from '../files/fingerprint';

const VERSION = '1.2.3';
const SERIAL = 'SN1';

interface Bundle {
  revision?: number;
  appVersion: string;
  operation: { operationId: string };
  scanLog?: unknown;
  devices: { reason: string; reasonCodes?: unknown; interfaces: { reason: string }[] }[];
  reports: { id: string; bytesBase64: string; sha256: string }[];
  entries: { seq: number; operationId: string }[];
  sha256?: string;
}

/** Bundles of scans in one file of records: a port has a wrong address, all is well, it is but for the name of a port, and an address cannot be read. */
let failed: string;
let passed: string;
let renamed: string;
let unread: string;
beforeAll(async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'replay-'));
  const store = await createStore({ file: path.join(folder, 'records.db') });
  const scan = async (id: string, mac: string, name = 'ETH\u200b0'): Promise<string> => {
    const operationId = OperationId.parse(id);
    const sn = SerialNumber.parse(SERIAL);
    const bytes = Buffer.from(
      JSON.stringify({ operationId: id, sn, interfaces: [{ interface: 'ETH\u200b0', macaddr: mac }], bootId: id }),
    );
    const start = scanStarted([SERIAL], { interfaceNames: 'byMac' });
    const events: ScanEvent[] = [
      { ...start, operationId },
      { kind: 'reportReceived', reportId: `r-${id}`, sha256: fingerprint(bytes) },
      { kind: 'mesAnswered', sn, attempt: 1, answer: expects([name, 'e0:18:7d:00:00:01']) },
      { kind: 'scanClosed', reason: 'complete' },
    ];
    const reports = [{ id: `r-${id}`, operationId, sn, at: 1_001, bytes, properties: {} }];
    const timed = events.map((event, index) => ({ operationId, at: 1_000 + index, event }));
    await store.commit({
      operation: { operationId, startedAt: 1_000, operatorId: start.operatorId },
      reports,
      events: timed,
      ...recordedMessages(timed, reports),
    });
    return evidenceBundle(store, operationId, { person: 'test', at: 2_000, appVersion: VERSION });
  };
  failed = await scan('A', 'e0:18:7d:00:00:02');
  passed = await scan('B', 'e0:18:7d:00:00:01');
  renamed = await scan('C', 'e0:18:7d:00:00:01', 'LAN');
  unread = await scan('D', 'e0:18:7d:00:00:0O');
  await store.close();
  await rm(folder, { recursive: true });
});

function replayed(text: string): ReplayInWords {
  const outcome = replayInWords(text, VERSION);
  if (!outcome.ok) throw new Error(english(outcome.error));
  return outcome.value;
}

/** What a replay says after a change whose author also made the file's own hash fit. */
function changed(change: (bundle: Bundle) => void, text = failed): ReplayInWords {
  const bundle = JSON.parse(text) as Bundle;
  change(bundle);
  delete bundle.sha256;
  return replayed(JSON.stringify({ ...bundle, sha256: fingerprint(JSON.stringify(bundle)) }));
}

describe('a replay notices', () => {
  it('nothing where a bundle has what bundles had before the window counted more', () => {
    const { operation } = JSON.parse(renamed) as { readonly operation: { readonly counts: object } };
    const [keys, counts] = [Object.keys(operation), Object.keys(operation.counts)];
    expect(keys.at(-2)).toBe('notices');
    expect(keys.at(-1)).toBe('counts');
    expect(keys).toHaveLength(14);
    expect(counts).toHaveLength(19);
  });

  it('nothing where nothing was changed', () => {
    for (const text of [failed, passed]) expect(replayed(text)).toMatchObject({ altered: [], differences: [] });
    expect(replayed(failed)).toEqual(changed(() => undefined));
  });

  it('a file that is not as it was made, and has no hash of its own any more', () => {
    const bundle = JSON.parse(failed) as Bundle;
    delete bundle.sha256;
    const { altered } = replayed(JSON.stringify({ ...bundle, madeBy: 'somebody else' }));
    expect(altered).toEqual(['The bundle was altered after it was made: its own hash is missing.']);
  });

  it('a key that stands twice: readers take the one or the other', () => {
    const twice = failed.replace('"status": "fail"', '"status": "pass",\n      "status": "fail"');
    expect(replayed(twice).altered).toEqual([
      expect.stringMatching(/^The bundle was altered after it was made: `devices\.status` stands twice, in lines \d+ and \d+\.$/),
    ]);
  });

  it('another name of the operation, and no scan log', () => {
    expect(changed(({ operation }) => void (operation.operationId = 'D')).differences).toEqual([
      'The bundle is called one of operation D, its events are those of operation A.',
    ]);
    expect(changed((bundle) => void delete bundle.scanLog).differences).toEqual(['The bundle has no scan log.']);
  });

  it('an entry of another operation, though it is one of the same records', () => {
    const other = JSON.parse(passed) as Bundle;
    const report = other.entries[1];
    const { altered } = changed((bundle) => {
      const [first, , ...rest] = bundle.entries;
      if (first === undefined || report === undefined) throw new Error('too few entries');
      bundle.entries = [first, ...rest.map((entry) => ({ ...entry })), report];
      bundle.reports = other.reports;
    });
    expect(altered).toEqual([`Entry ${report?.seq ?? 0} of the event log is one of operation B.`]);
  });

  it('other words beside the same codes', () => {
    const words = changed(({ devices }) => {
      for (const device of devices) device.reason = 'All is well.';
    });
    expect(words.differences).toEqual([
      expect.stringMatching(/^SN1: reason is "All is well\." in the bundle, the replay comes to /),
    ]);
    const port = changed(({ devices }) => {
      for (const one of devices[0]?.interfaces ?? []) one.reason = '';
    });
    expect(port.differences).toHaveLength(1);
    // Another version may put the same codes into other words.
    expect(
      changed((bundle) => {
        bundle.appVersion = '1.3.0';
        for (const device of bundle.devices) device.reason = 'Said otherwise.';
      }).differences,
    ).toEqual([]);
  });
});

describe('words in a parameter, where a code stands now', () => {
  const withHint = (hint: unknown, of: (port: string) => string = (port) => port): ReplayInWords =>
    changed((bundle) => {
      for (const port of bundle.devices.flatMap(({ interfaces }) => interfaces)) {
        const { reasonCodes } = port as { reasonCodes?: { params: Record<string, unknown> }[] };
        for (const { params } of reasonCodes ?? []) {
          params['hint'] = hint;
          params['port'] = of(String(params['port']));
        }
      }
    }, unread);

  it('are the same, where they say the same', () => {
    expect(replayed(unread).differences).toEqual([]);
    expect(withHint('it has the letter O where 0 may be meant').differences).toEqual([]);
  });

  it('are others where they say something else', () => {
    expect(withHint('it is empty').differences).toHaveLength(1);
    expect(withHint('it has the letter O where 0 may be meant', () => 'eth7').differences).toHaveLength(1);
  });
});

describe('without codes, as earlier versions wrote them, reasons', () => {
  const withoutCodes = (reason: string, text = failed): ReplayInWords =>
    changed((bundle) => {
      const { devices } = bundle;
      delete bundle.revision;
      for (const { interfaces, ...device } of devices.splice(0)) {
        const { reasonCodes: _, ...rest } = device;
        devices.push({ ...rest, reason, interfaces });
      }
    }, text);
  const SAID = 'ETH\\u200b0 has e0:18:7d:00:00:02, MES expects e0:18:7d:00:00:01.';

  it('are the same where a character that cannot be seen was not written out, and where they began small', () => {
    expect(withoutCodes(SAID).differences).toEqual([]);
    expect(withoutCodes(SAID.replace('\\u200b', '\u200b')).differences).toEqual([]);
    expect(withoutCodes('right MAC; MES calls this port LAN', renamed).differences).toEqual([]);
  });

  it('are others where a name has other letters', () => {
    expect(withoutCodes(SAID.replace('ETH', 'eth')).differences).toHaveLength(1);
    expect(withoutCodes('right MAC; MES calls this port lan', renamed).differences).toHaveLength(1);
  });
});
