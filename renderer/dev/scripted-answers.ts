import type { CommandOutput } from '../../protocol/ipc';
import { text, verbatim } from '../../protocol/texts/text';
import { type Handlers, ok } from './scripted-reply';

type Name =
  | 'support.bundle'
  | 'person.active'
  | 'audit.list'
  | 'roster.parse'
  | 'roster.open'
  | 'scan.preflight'
  | 'aside.list'
  | 'aside.export'
  | 'export.scanLog'
  | 'export.evidence'
  | 'report.operation'
  | 'report.unit'
  | 'report.period'
  | 'report.handover'
  | 'evidence.check'
  | 'settings.export'
  | 'practice.switch'
  | 'settings.test';

/** What is answered alike in every scene, whatever was done before. */
export const SCRIPTED_ANSWERS: Pick<Handlers, Name> = {
  'support.bundle': () => ok({ path: '/home/operator/burnin-support-2026-11-21T214502Z.json' }),
  'person.active': () => ok(null),
  'audit.list': () =>
    ok([
      {
        seq: 3,
        at: Date.now(),
        person: '4711',
        action: verbatim('confirmed pairing'),
        subject: verbatim('BI-20261121-214502'),
        before: verbatim('list 4f3a9c'),
        after: verbatim('20 devices'),
      },
      {
        seq: 2,
        at: Date.now(),
        person: '0815',
        action: verbatim('waived'),
        subject: verbatim('BI-20261121-214502'),
        before: verbatim('Q186I15841'),
        after: verbatim('label misprinted'),
      },
      {
        seq: 1,
        at: Date.now(),
        person: '4711',
        action: verbatim('started scan'),
        subject: verbatim('BI-20261121-214502'),
        before: null,
        after: verbatim('24 devices on the roster'),
      },
    ]),
  'roster.parse': ({ text }) => ok(readLines(text)),
  'roster.open': () => {
    const text = 'Q186I15801\nQ186I15802\n???\nQ186I15803';
    return ok({ fileName: 'rack-2.csv', text, roster: readLines(text) });
  },
  'scan.preflight': ({ serials }) =>
    ok({
      mes: { ok: true, reason: [text('mes.tested')] },
      log: { ok: true, reason: [text('factory.there')] },
      pair: { ok: false, reason: [text('factory.pathUnknown', { path: '/puzzle/api/v1/operations/pair' })] },
      notRegistered: serials.slice(1, 2),
      notRegisteredMore: 0,
      unchecked: 0,
    }),
  'aside.list': () =>
    ok([
      {
        id: 'a1',
        kind: 'late',
        at: Date.now(),
        operationId: 'BI-20261121-214502',
        sn: 'Q186I15808',
        reason: verbatim('It answered 14 s after the scan had closed.'),
        excerpt: '{"operationId":"BI-20261121-214502","sn":"Q186I15808"',
      },
      {
        id: 'a2',
        kind: 'stale',
        at: Date.now(),
        operationId: 'BI-20261120-080000',
        sn: 'Q186I15777',
        reason: verbatim('No console here knows this operation.'),
        excerpt: '{"operationId":"BI-20261120-080000"',
      },
      {
        id: 'a3',
        kind: 'quarantined',
        at: Date.now(),
        operationId: '',
        sn: '',
        reason: verbatim('The message is not JSON.'),
        excerpt: '\u0000\u0001PNG\u202e{{{{',
      },
    ]),
  'aside.export': () => ok({ path: '/home/operator/set-aside.json' }),
  'export.scanLog': () => ok({ path: '/home/operator/scan-log-BI-20261121-214502.json' }),
  'export.evidence': () => ok({ path: '/home/operator/evidence-BI-20261121-214502.json' }),
  'report.operation': ({ format }) => ok({ path: `/home/operator/report-operation.${format}` }),
  'report.unit': ({ format }) => ok({ path: `/home/operator/report-device.${format}` }),
  'report.handover': ({ format }) => ok({ path: `/home/operator/report-handover.${format}` }),
  'report.period': ({ format }) => ok({ path: `/home/operator/report-period.${format}` }),
  'evidence.check': () =>
    ok({
      fileName: 'evidence-BI-20261121-214502.json',
      operationId: 'BI-20261121-214502',
      devices: 24,
      entries: 98,
      reports: 26,
      simulated: false,
      altered: { first: [], count: 0 },
      differences: { first: [], count: 0 },
    }),
  'settings.export': () => ok({ path: '/home/engineer/burnin-settings.json' }),
  'practice.switch': () => ok(null),
  'settings.test': ({ what }) =>
    ok(
      what === 'broker'
        ? { ok: true, reason: verbatim('Connected to the broker and declared the exchange.') }
        : { ok: false, reason: verbatim('factory.plant:8080 refused the connection. Check the address and the network.') },
    ),
};

function readLines(text: string): CommandOutput<'roster.parse'> {
  const lines = text.split('\n').map((line) => line.trim());
  return {
    serials: lines.filter((line) => /^[A-Za-z0-9-]+$/.test(line)),
    problems: lines.flatMap((line, index) =>
      line === '' || /^[A-Za-z0-9-]+$/.test(line)
        ? []
        : [{ line: index + 1, text: line, reason: verbatim('This is no serial number.') }],
    ),
    notes: [],
  };
}
