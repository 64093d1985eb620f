import { verbatim } from '../protocol/texts/text';
import { describe, expect, it } from 'vitest';
import { deviceIdOf, serialNumber, type DeviceId } from '../protocol/ids';
import { SIMULATION_MARK } from '../protocol/simulation';
import { createStore } from './adapters/store/create-store';
import { replay } from './app/records/replay';
import { HandClock } from './app/testing/hand-clock';
import { watchWaysOut } from './app/testing/no-network';
import { bindCommands } from './app/command-row';
import { COMMANDS } from './app/commands';
import { openRegistry, openScanRecords } from './open-records';
import { createPractice, practiceDialogs } from './practice';
import { freshFile, practising } from './testing/practising';
import { APP_VERSION } from './version';

describe('the main job on a simulated rack', () => {
  it('comes to what is true of the rack, rescans, pairs and exports, and reaches nothing outside', async () => {
    const waysOut = watchWaysOut();
    const { app, desk, practice, pass, until, sums, roster, statuses } = await practising();
    expect(app.view.snapshot()).toMatchObject({
      practice: { roster },
      connections: { broker: { state: 'up' }, mes: { state: 'up' } },
    });

    const { operationId: operation } = await desk.start({
      operationId: 'practice 1',
      operatorId: 'tester',
      scanMode: 0,
      rosterText: roster.join('\n'),
    });
    await pass(2_500);
    expect(app.engine.requireSession().counts.pass).toBeGreaterThan(0);
    expect(app.engine.requireSession().phase).toBe('scanning');
    await until('the scan to close', () => app.engine.requireSession().phase === 'closed');
    expect(statuses()).toEqual(practice.rack.truth.map(({ serial, first }) => [serial, first]));
    expect(app.engine.requireSession().counts).toMatchObject({
      pass: 16,
      fail: 3,
      guests: 1,
      noSerial: 1,
      noAnswer: 3,
      conflict: 1,
    });
    await until('the late one', () => app.engine.requireSession().counts.late === 1);
    expect(verdictsOf('cardMissing')).toEqual(['match', 'match', 'absent', 'absent']);
    expect(verdictsOf('portsSwapped')).toEqual(['swapped', 'swapped', 'match', 'match']);
    expect(verdictsOf('portRenamed')).toEqual(['match', 'match', 'renamed', 'match']);

    const toAsk = practice.rack.truth.filter(({ first }) => first !== 'pass').map(({ serial }) => idOf(serial));
    await desk.rescan(operation, toAsk);
    await until('the rescan to close', () => app.engine.requireSession().phase === 'closed');
    expect(statuses()).toEqual(practice.rack.truth.map(({ serial, again }) => [serial, again]));
    expect(sums().filter(({ sum, expected }) => sum !== expected)).toEqual([]);

    const { serials, digest } = await desk.offeredSheet(operation);
    const passed = practice.rack.truth.filter(({ again }) => again === 'pass').map(({ serial }) => serial);
    expect(serials).toEqual(passed);
    await desk.confirmPair(operation, digest);
    await until('all to be sent', () => app.view.snapshot().deliveries.every(({ state }) => state === 'accepted'));
    const sent = practice.factory.received;
    expect(new Set(sent.map(({ kind }) => kind))).toEqual(new Set(['log', 'notification', 'pair']));
    expect(JSON.parse(sent.find(({ kind }) => kind === 'pair')?.body ?? '')).toEqual({
      snArray: passed,
      operationId: 'practice 1',
    });
    expect(waysOut()).toEqual([]);

    function verdictsOf(wanted: string): readonly string[] {
      const { serial = '' } = practice.rack.truth.find(({ lesson }) => lesson === wanted) ?? {};
      const comparison = app.engine.requireSession().devices.get(idOf(serial))?.comparison;
      return comparison?.kind === 'judged'
        ? (practice.rack.units
            .find((unit) => unit.serial === serial)
            ?.ports.map(({ mac }) => comparison.interfaces.find((row) => row.expectedMac === mac)?.verdict ?? 'none') ?? [])
        : [];
    }
  });

  it('goes on with two thousand', async () => {
    const { app, desk, practice, until, roster, statuses } = await practising({ devices: 2_000, fromScans: false });
    await desk.start({ operationId: 'large', operatorId: 'tester', scanMode: 0, rosterText: roster.join('\n') });
    await until('the scan to close', () => app.engine.requireSession().phase === 'closed');
    expect(statuses()).toEqual(practice.rack.truth.map(({ serial, first }) => [serial, first]));
  });

  it.each([11, 2_001, 24.5, Number.NaN])('there is no rack of %s', (devices) => {
    expect(() => createPractice(new HandClock(0), devices)).toThrow('--practice-devices is a whole number from 12 to 2000');
  });
});

describe('what is made in practice says so', () => {
  it('in every export, by its name and inside', async () => {
    const saved: { name: string; text: string }[] = [];
    const dialogs = practiceDialogs({
      chooseFile: async () => null,
      saveText: async (_title, name, text) => {
        let whole = '';
        if (typeof text === 'string') whole = text;
        else for await (const part of text) whole += part;
        saved.push({ name, text: whole });
        return name;
      },
    });
    const { app, desk, store, until, roster } = await practising({ dialogs });
    const { operationId: operation } = await desk.start({
      operationId: 'practice 2',
      operatorId: 'tester',
      scanMode: 0,
      rosterText: roster.join('\n'),
    });
    await until('the scan to close', () => app.engine.requireSession().phase === 'closed');
    await store.commit({ quarantined: [{ id: 'q', at: 1, reason: verbatim('r'), bytes: Buffer.from('x'), properties: {} }] });
    const handlers = bindCommands(COMMANDS, app);
    await handlers['export.scanLog']({ operation });
    await handlers['export.evidence']({ operation });
    await handlers['support.bundle']({ reportsOf: operation });
    await handlers['aside.export']({});
    expect(saved.map(({ name }) => name.split('-').slice(0, 2).join('-'))).toEqual([
      'simulation-scan',
      'simulation-evidence',
      'simulation-burnin',
      'simulation-quarantine.json',
    ]);
    for (const { text } of saved) expect([JSON.parse(text)].flat()).toMatchObject([{ simulation: SIMULATION_MARK }]);
    const evidence = replay(saved[1]?.text ?? '', APP_VERSION);
    expect(evidence).toMatchObject({ ok: true, value: { simulated: true, altered: [], differences: [] } });
    await expect(handlers['settings.export']({})).rejects.toThrow('In practice settings are not exported');
  });
});

describe('records of practice and real ones', () => {
  it('are never opened for one another', async () => {
    const { file, stop } = await practising();
    await stop();
    await expect(openScanRecords(file, false)).rejects.toThrow(
      /were made in practice, on a simulated rack, and are not used for real work/,
    );
    await expect(openRegistry(file)).rejects.toThrow(/were made in practice/);
    await (await openScanRecords(file, true)).close();
  });

  it('a registry, people or a console of real work are not taken for practice', async () => {
    const fillings: Readonly<Record<string, (file: string) => Promise<void>>> = {
      console: async (file) => {
        const store = await createStore({ file });
        await store.writeSetting('consoleId', 'c');
        await store.close();
      },
      registry: async (file) => {
        const { registry, close } = await openRegistry(file);
        await registry.createTags(['tag-1'], {}, { kind: 'cli', author: 'x', operation: null });
        await close();
      },
      people: async (file) => {
        const store = await createStore({ file });
        const person = { badge: 'b', name: 'n', role: 'engineer' as const, pinHash: 'h', wrongPins: 0, lockedUntil: null };
        await store.commit({ people: { saved: [person] } });
        await store.close();
      },
    };
    for (const [name, fill] of Object.entries(fillings)) {
      const file = await freshFile();
      await fill(file);
      const opening = openScanRecords(file, true).then(() => name);
      await expect(opening).rejects.toThrow(/are real ones, and are not used in practice/);
      await (await openScanRecords(file, false)).close();
    }
  });
});

function idOf(serial: string): DeviceId {
  return deviceIdOf(serialNumber(serial));
}
