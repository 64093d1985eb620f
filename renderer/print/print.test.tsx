import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../protocol/languages';
import { DeviceStatus, InterfaceVerdict } from '../../protocol/model';
import type { OperationReport, PeriodReport, ReportedDevice, ReportHead, UnitReport } from '../../protocol/report';
import { NO_TEXT, text } from '../../protocol/texts/text';
import { loadWords } from '../../messages/words';
import { sceneNamed } from '../dev/scenes';
import { ScriptedConsole } from '../dev/scripted-console';
import { scriptedHistory } from '../dev/scripted-history';
import { formatDuration } from '../text/format';
import { printedReport } from '.';

const HOSTILE = `<img src=x onerror=alert(1)>&"'\u202e`;
const HEAD: ReportHead = {
  madeAt: Date.UTC(2026, 10, 30, 9, 30),
  madeBy: 'S-88',
  appVersion: '0.2.0',
  station: 'Line 3 / Station B',
  consoleId: '01a22ea7-6a14-7ebb-b292-f6b3a8a83a3d',
  simulated: false,
  chainHead: { seq: 1_234, hash: 'ab'.repeat(32) },
};

function device(index: number, more: Partial<ReportedDevice> = {}): ReportedDevice {
  return {
    sn: `Q186I${15_000 + index}`,
    slot: null,
    foundIn: null,
    status: 'pass',
    guest: false,
    held: false,
    product: 'B100',
    attempt: 1,
    reason: NO_TEXT,
    waiver: null,
    ports: 4,
    matching: 4,
    faults: [],
    pair: null,
    pairReason: NO_TEXT,
    pairSettled: null,
    ...more,
  };
}

function operation(devices: readonly ReportedDevice[], more: Partial<OperationReport> = {}): OperationReport {
  const { session } = sceneNamed('finished').snapshot;
  if (session === null) throw new Error('The scene has no scan.');
  return {
    kind: 'operation',
    head: HEAD,
    operation: {
      operationId: 'BI-1',
      operatorId: '4711',
      target: 'pair',
      rack: null,
      station: 'Line 3',
      startedAt: 1_000,
      closedAt: 43_000,
      closeReason: 'idle',
      interruptedAt: null,
      rosterSize: devices.length,
      lastEntry: { seq: 99, hash: 'cd'.repeat(32) },
      altered: 0,
      selfTest: null,
    },
    counts: session.counts,
    devices,
    lists: [],
    decisions: [],
    deliveries: [],
    ...more,
  };
}

const pageOf = async (...[report, language, pages]: Parameters<typeof printedReport>): Promise<HTMLElement> => {
  const page = document.createElement('div');
  page.innerHTML = await printedReport(report, language, pages);
  return page;
};

describe('a report of an operation', () => {
  it.each(LANGUAGES)('in %s names every verdict in words, for a printer without colour', async (language) => {
    const { window } = await loadWords(language);
    const statuses = DeviceStatus.options.map((status, index) => device(index, { status }));
    const faults = InterfaceVerdict.options.map((verdict, index) => ({
      name: `eth${index}`,
      verdict,
      expectedMac: null,
      foundMac: 'e0:18:7d:2e:ca:01',
    }));
    const page = await pageOf(operation([...statuses, device(90, { status: 'fail', faults })]), language, 3);
    const said = page.textContent;
    for (const status of DeviceStatus.options) expect(said).toContain(window.words.status[status]);
    for (const verdict of InterfaceVerdict.options) expect(said).toContain(window.words.verdict[verdict]);
    for (const sn of statuses.map((one) => one.sn)) expect(said).toContain(sn);
    expect(said).toContain(window.format(window.words.report.page, { page: 2, pages: 3 }));
    expect(page.querySelectorAll('.sheet-number')).toHaveLength(3);
  });

  it('carries the check code of its list, its own last entry and the head of the event log', async () => {
    const list = { at: 5, operatorId: '4711', digest: '397cf334075c15c2', devices: 16, accepted: 15, rejected: 1, open: 0 };
    const page = await pageOf(operation([device(1)], { lists: [list] }), 'en', 0);
    for (const kept of [list.digest, 'ab'.repeat(32), 'cd'.repeat(32), 'entry 1234', 'entry 99'])
      expect(page.textContent).toContain(kept);
    expect(page.querySelectorAll('.signatures .line')).toHaveLength(4);
  });

  it.each(LANGUAGES)('in %s says of a scan that was killed that it was, and how long it ran until then', async (language) => {
    const { window } = await loadWords(language);
    const killed = operation([device(1)]);
    const twoDays = 172_800_000;
    const ended = { startedAt: 1_000, interruptedAt: 181_000, closedAt: twoDays, closeReason: 'operator' } as const;
    const said = (await pageOf({ ...killed, operation: { ...killed.operation, ...ended } }, language, 0)).textContent;
    expect(said).toContain(window.format(window.words.report.took, { duration: formatDuration(180_000) }));
    expect(said).toContain(window.words.interrupted.finished);
    expect(said).not.toContain(window.words.headline.closedBecause.operator);
  });

  it.each(LANGUAGES)(
    'in %s tells a scan that was killed and never ended from one that runs, and one that a signal ended',
    async (language) => {
      const { window } = await loadWords(language);
      const open = operation([device(1)]);
      const saidOf = async (ended: Partial<typeof open.operation>) =>
        (
          await pageOf(
            { ...open, operation: { ...open.operation, startedAt: 1_000, closedAt: null, closeReason: null, ...ended } },
            language,
            0,
          )
        ).textContent;
      const runs = await saidOf({});
      expect(runs).toContain(window.words.report.open);
      expect(runs).not.toContain(window.words.interrupted.neverEnded);
      const killed = await saidOf({ interruptedAt: 181_000 });
      expect(killed).toContain(window.words.interrupted.neverEnded);
      expect(killed).toContain(window.format(window.words.report.took, { duration: formatDuration(180_000) }));
      expect(killed).not.toContain(window.words.report.open);
      const stopped = await saidOf({ interruptedAt: 181_000, closedAt: 181_000, closeReason: 'operator' });
      expect(stopped).toContain(window.words.interrupted.bySignal);
    },
  );

  it('says what there is none of, and that records were altered', async () => {
    const empty = operation([]);
    const page = await pageOf({ ...empty, operation: { ...empty.operation, altered: 2, rosterSize: null } }, 'en', 0);
    for (const sentence of [
      'No device is on record.',
      'No list was confirmed for Pair.',
      'No message was made.',
      'No act of a person is on record.',
      '2 entries of this operation are not as they were filed. Do not rely on this report.',
      'None: whoever answered',
    ])
      expect(page.textContent).toContain(sentence);
  });

  it('has who was waived, held and settled, and where each was found', async () => {
    const page = await pageOf(
      operation([
        device(1, { status: 'waived', waiver: 'label misprinted', slot: 'A1', foundIn: 'B2', attempt: 3 }),
        device(2, { held: true, reason: [text('device.noAnswer')] }),
        device(3, {
          guest: true,
          pair: 'rejected',
          pairSettled: { as: 'done', reason: 'asked MES', operatorId: 'S-88', at: 1 },
        }),
        device(4, { sn: '', product: null }),
      ]),
      'en',
      0,
    );
    for (const word of [
      'Waived: label misprinted',
      'found in B2',
      'attempt 3',
      'On hold',
      'Not on the list',
      'Refused',
      'S-88: asked MES',
      'No serial number',
    ])
      expect(page.textContent).toContain(word);
  });
});

const HISTORY = scriptedHistory(() => undefined);

function unit(sn: string): UnitReport {
  const attempts = HISTORY['history.unit']({ sn });
  if (!attempts.ok) throw new Error('No attempts.');
  const card = { port: 'enp4s0', model: null, pciAddress: '0000:04:00.0', firstAt: 1, lastAt: 2, reports: 3 };
  return {
    kind: 'unit',
    head: HEAD,
    sn,
    attempts: attempts.value,
    cards: [{ address: 'e0:18:7d:2e:ca:01', ...card }],
    altered: 1,
  };
}

function period(): PeriodReport {
  const view = HISTORY['statistics.read']({ from: null, to: null, by: 'day' });
  if (!view.ok) throw new Error('No figures.');
  return { kind: 'period', head: HEAD, from: null, to: null, by: 'day', view: view.value };
}

it('a report of a device has its attempts and its cards', async () => {
  const page = await pageOf(unit('Q186I15901'), 'en', 0);
  expect(page.querySelectorAll('.rows')[0]?.querySelectorAll('tbody tr')).toHaveLength(3);
  for (const word of [
    'Wrong MAC',
    'Intel X710',
    'e0:18:7d:2e:ca:01',
    '0000:04:00.0',
    '1 report of this device is not as it was filed',
  ])
    expect(page.textContent).toContain(word);
});

it('a report of a time has each yield with its definition, what did not pass, and the days', async () => {
  const report = period();
  const { window } = await loadWords('en');
  const page = await pageOf(report, 'en', 0);
  for (const help of Object.values(window.words.statistics.help)) expect(page.textContent).toContain(help);
  expect(page.querySelectorAll('.fault-table')).not.toHaveLength(0);
  expect(page.querySelectorAll('.figures tbody tr')).toHaveLength(report.view.groups.length);
  expect(page.textContent).not.toContain('removed from the records');
  const removed = { scans: 412, until: Date.UTC(2026, 9, 3, 12) };
  const pruned = await pageOf({ ...report, view: { ...report.view, removed } }, 'en', 0);
  expect(pruned.textContent).toContain('412 scans begun until 3 Oct 2026 were removed from the records.');
});

it('what comes from outside is text, and nothing on a page runs or is fetched', async () => {
  const port = { name: HOSTILE, verdict: 'mismatch' as const, expectedMac: HOSTILE, foundMac: HOSTILE };
  const bad = device(1, {
    sn: HOSTILE,
    slot: HOSTILE,
    foundIn: `${HOSTILE}2`,
    product: HOSTILE,
    waiver: HOSTILE,
    faults: [port],
  });
  const told = operation([bad, device(2)]);
  const reports = [
    { ...told, head: { ...HEAD, station: HOSTILE, madeBy: HOSTILE, simulated: true } },
    { ...unit(HOSTILE), head: HEAD },
    period(),
  ];
  for (const report of reports) {
    const html = await printedReport(report, 'en', 2);
    expect(html).not.toContain('\u202e');
    // The policy of the page that is printed lets no style of an element through.
    expect(html).not.toMatch(/<script|<img|<link|<style| style=| on\w+=(?!alert)/);
    const page = document.createElement('div');
    page.innerHTML = html;
    expect(page.querySelector('img, script')).toBeNull();
  }
});

it.each(LANGUAGES)('a handover in %s has what is open, what is not delivered and what was decided', async (language) => {
  const api = new ScriptedConsole(sceneNamed('finished'));
  const reply = await api.invoke('shift.handover', {});
  if (!reply.ok) throw new Error('no handover');
  const page = await pageOf({ kind: 'handover', head: HEAD, handover: reply.value }, language, 0);
  for (const said of ['BI-20261121-214502', 'BI-20261121-201130', 'Q186I15841', 'label misprinted', '18', '0815'])
    expect(page.textContent).toContain(said);
  expect(page.querySelectorAll('table.rows')).toHaveLength(3);
});
