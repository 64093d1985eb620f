import { describe, expect, it } from 'vitest';
import { english } from '../../../messages/english';
import type { SelfTest } from '../../../protocol/self-test';
import { SELF_TEST_APP } from '../../../protocol/topology';
import type { IncomingMessage } from '../../domain/ports/bus';
import { practising } from '../../testing/practising';
import type { SomeSettings } from '../settings/settings-file';
import { auditInWords } from '../records/audit-words';

const MINUTE_MS = 60_000;
const two = (value: number): string => String(value).padStart(2, '0');

async function consoleWith(settings: SomeSettings = {}) {
  const practice = await practising({ settings });
  const { app, pass, store, roster } = practice;
  return {
    ...practice,
    test: async (): Promise<SelfTest | null> => {
      const running = app.selfTest.run();
      await pass(1_000);
      return (await running).last;
    },
    trail: async () => (await store.listAudit(100)).map(auditInWords).filter((line) => line?.action === 'ran the self-test:'),
    start: () => app.scan.start({ operationId: 'BI-1', operatorId: 'E-7', scanMode: 0, rosterText: roster.join('\n') }),
  };
}

describe('a self-test', () => {
  it('catches one kind of bad unit after the other, and is on record with its fault and result', async () => {
    const { test, trail, app } = await consoleWith();
    const tests = [await test(), await test(), await test(), await test()];
    expect(tests.map((one) => one?.outcome)).toEqual(['caught', 'caught', 'caught', 'caught']);
    expect(tests.map((one) => one?.fault)).toEqual(['missingPort', 'wrongMac', 'extraPort', 'missingPort']);
    const lines = (await trail()).toReversed();
    expect(lines.map((line) => line?.subject)).toEqual([
      'a port is missing',
      'a wrong MAC address',
      'a card too many',
      'a port is missing',
    ]);
    for (const line of lines) expect(line?.after).toMatch(/^The bad unit failed as it must: .*selftest/);
    expect((await app.selfTest.view()).last?.at).toBe(tests[3]?.at);
  });

  it('joins the one that runs, and names who ran it', async () => {
    const { app, pass, trail } = await consoleWith();
    const [one, other] = [app.selfTest.run(), app.selfTest.run()];
    await pass(1_000);
    expect(await one).toEqual(await other);
    expect(await trail()).toHaveLength(1);
  });

  it('leaves nothing behind but its entry: no report, no operation, no message, nothing in quarantine', async () => {
    const { app, test, store } = await consoleWith();
    await test();
    expect(await store.countQuarantined()).toBe(0);
    expect(await store.listOperations(10)).toEqual([]);
    expect(await store.loadReceivedAfter(0, 10)).toEqual([]);
    expect(await store.listHeld()).toEqual([]);
    expect(app.view.snapshot().deliveries).toEqual([]);
    expect(app.view.snapshot().session).toBeNull();
  });

  it('changes no count of a scan that runs meanwhile', async () => {
    const { app, test, start, until } = await consoleWith();
    await start();
    await test();
    await until('the scan to close', () => app.engine.session?.phase === 'closed');
    expect([...app.engine.requireSession().devices.values()].map(({ sn }) => sn)).not.toContain('BURNIN-SELF-TEST');
    const { stale, duplicates, late, quarantined } = app.view.session()?.counts ?? {};
    expect([stale, duplicates, late, quarantined]).toEqual([0, 0, 0, 0]);
  });

  it('is not caught where a setting hides its fault, and says what to do', async () => {
    const { test } = await consoleWith({ scan: { unseenPorts: ['selftest*'] } });
    const last = await test();
    expect(last?.outcome).toBe('missed');
    expect(english(last?.what ?? [])).toMatch(/^The bad unit passed\. Do not scan: .* Have an engineer look/);
  });

  it('passes over the message of an earlier run, and nothing that only says that it is one', async () => {
    const { app, test } = await consoleWith();
    await test();
    const message = (sn: string, operationId: string): IncomingMessage => ({
      bytes: new TextEncoder().encode(
        JSON.stringify({ operationId, sn, attempt: 1, macinfo: { eth0: { macaddr: '00:00:5e:00:53:10' } } }),
      ),
      properties: { appId: SELF_TEST_APP, messageId: 'of-before' },
      source: 'reply',
      strayId: null,
    });
    expect(app.selfTest.takes(message('BURNIN-SELF-TEST', 'SELF-TEST-1'))).toBe(true);
    expect(app.selfTest.takes(message('Q186I15841', 'SELF-TEST-1'))).toBe(false);
    expect(app.selfTest.takes(message('BURNIN-SELF-TEST', '1187'))).toBe(false);
    expect(app.selfTest.takes({ ...message('BURNIN-SELF-TEST', 'SELF-TEST-1'), source: 'work' })).toBe(false);
  });
});

describe('a scan of a shift', () => {
  it('says nothing of a self-test where none was run and none is asked for', async () => {
    const { start } = await consoleWith();
    const session = await start();
    expect(session.selfTest).toBeNull();
  });

  it('says when one was caught', async () => {
    const { start, test, app } = await consoleWith();
    const last = await test();
    const session = await start();
    expect(session.selfTest).toEqual({ passedAt: last?.at });
    expect(app.view.session()?.notices).toEqual([]);
  });

  it('without one is marked where the settings say so, above its devices', async () => {
    const { start, app } = await consoleWith({ shift: { selfTest: 'mark' } });
    expect((await start()).selfTest).toEqual({ passedAt: null });
    const [notice] = app.view.session()?.notices ?? [];
    expect(notice?.kind).toBe('noSelfTest');
    expect(english(notice?.what ?? [])).toContain('without a passed self-test in its shift');
  });

  it('without one is refused where the settings say so, until the unit is caught, and again in the next shift', async () => {
    const next = new Date(Date.UTC(2026, 10, 22, 0, 10));
    const starts = [`${two(next.getHours())}:${two(next.getMinutes())}`];
    const { start, test, app, until, pass } = await consoleWith({ shift: { selfTest: 'refuse', starts } });
    await expect(start()).rejects.toThrow(/No scan is started: the self-test of this shift has not caught the bad unit/);
    expect(app.engine.session).toBeNull();
    await test();
    await start();
    await until('the scan to close', () => app.engine.session?.phase === 'closed');
    await pass(10 * MINUTE_MS);
    await expect(app.scan.start({ operationId: 'BI-2', operatorId: 'E-7', scanMode: 0 })).rejects.toThrow('No scan is started');
  }, 60_000);

  it('is marked where the last one was not caught, whatever the settings say', async () => {
    const { start, test } = await consoleWith({ scan: { unseenPorts: ['selftest*'] } });
    await test();
    expect((await start()).selfTest).toEqual({ passedAt: null });
  });

  it('knows of it after the program was started again', async () => {
    const first = await consoleWith();
    const last = await first.test();
    expect(JSON.parse((await first.store.readSetting('selfTest')) ?? '')).toMatchObject({ at: last?.at, outcome: 'caught' });
  });
});
