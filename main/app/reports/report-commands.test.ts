import { auditInWords } from '../records/audit-words';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { english } from '../../../messages/english';
import { replyInWords } from '../../../messages/reply-in-words';
import { freshFile, practising } from '../../testing/practising';

it('a report of what is open is saved as a table and is on record; where nothing can be printed it says so', async () => {
  const saved: { readonly name: string; readonly text: unknown }[] = [];
  const { app, desk, store, until, roster } = await practising({
    dialogs: {
      chooseFile: async () => null,
      saveText: async (_title, name, text) => {
        saved.push({ name, text });
        return `/saved/${name}`;
      },
    },
  });
  await desk.start({ operationId: '../OP 1', operatorId: 'tester', scanMode: 0, rosterText: roster.join('\n') });
  await until('the scan to close', () => app.engine.session?.phase === 'closed');
  const { operationId: operation } = app.engine.requireSession();
  const route = app.door((_name, error) => {
    throw error;
  });
  const ask = async (name: string, input: object) => replyInWords(await route({ name, input }), english);
  const wanted = { format: 'csv', language: 'zh-Hant' };
  const [sn = ''] = roster;
  const span = { from: null, to: null, by: 'operator' };

  expect(await ask('report.operation', { operation, ...wanted })).toMatchObject({ ok: true });
  expect(await ask('report.unit', { sn, ...wanted })).toMatchObject({ ok: true });
  expect(await ask('report.period', { ...span, ...wanted })).toMatchObject({ ok: true });
  const [ofOperation, ofUnit, ofPeriod] = saved;
  // Nothing of an operation's name leads out of a folder.
  expect(ofOperation?.name).toBe('report-operation_.._OP_1.csv');
  expect(ofOperation?.text).toMatch(/^\uFEFF"simulation","operation","serial number",/);
  expect(ofUnit?.text).toContain(`"yes","${sn}","`);
  expect(ofPeriod?.name).toMatch(/^report-period_\d{4}-\d{2}-\d{2}\.csv$/);
  const audited = (await store.listAudit(10)).flatMap((entry) =>
    entry.event.kind === 'audited' ? (auditInWords(entry) ?? []) : [],
  );
  expect(audited.map(({ action, after }) => [action, after])).toEqual([
    ['exported report', expect.stringMatching(/^period \d{4}-\d{2}-\d{2} as csv$/)],
    ['exported report', `device ${sn} as csv`],
    ['exported report', 'operation ../OP 1 as csv'],
  ]);

  expect(await ask('report.unit', { sn, ...wanted, format: 'pdf' })).toMatchObject({
    ok: false,
    error: { sentence: expect.stringMatching(/^Reports cannot be made here/) as string },
  });
  expect(await ask('report.unit', { ...wanted, sn: 'nobody' })).toMatchObject({
    ok: false,
    error: { sentence: 'No attempt of nobody is on record. Check the serial number.' },
  });
  expect(saved).toHaveLength(3);
});

it('a bundle that was saved is judged again and comes to the same; what is none is refused', async () => {
  const bundle = path.join(path.dirname(await freshFile()), '..', 'evidence.json');
  let chosen = bundle;
  const { app, desk, until, roster } = await practising({
    dialogs: {
      chooseFile: async () => chosen,
      saveText: async (_title, _name, text) => {
        await writeFile(bundle, typeof text === 'string' ? text : '');
        return bundle;
      },
    },
  });
  await desk.start({ operationId: 'OP-1', operatorId: 'tester', scanMode: 0, rosterText: roster.join('\n') });
  await until('the scan to close', () => app.engine.session?.phase === 'closed');
  const route = app.door((_name, error) => {
    throw error;
  });
  const check = async () => replyInWords(await route({ name: 'evidence.check', input: {} }), english);
  await route({ name: 'export.evidence', input: { operation: 'OP-1' } });
  const none = { first: [], count: 0 };
  expect(await check()).toMatchObject({
    ok: true,
    value: { fileName: 'evidence.json', operationId: 'OP-1', simulated: true, altered: none, differences: none },
  });
  chosen = import.meta.filename;
  expect(await check()).toMatchObject({
    ok: false,
    error: { sentence: expect.stringMatching(/^This is no evidence bundle/) as string },
  });
});
