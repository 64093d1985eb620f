import { fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { sceneNamed } from '../../dev/scenes';
import { text } from '../../../protocol/texts/text';
import { openWindow, type WindowUnderTest } from '../../testing/window-under-test';

let opened: WindowUnderTest;
afterEach(() => opened.close());

const ready = () => within(screen.getByRole('region', { name: 'Before you start' }));
const words = () => screen.getByRole('region', { name: 'Before you start' }).textContent;
const press = async (name: string): Promise<void> => {
  fireEvent.click(ready().getByRole('button', { name }));
  await opened.settle();
};

describe('before a scan starts', () => {
  it('who of the list is not online is named, with its slot where a rack knows it', async () => {
    opened = await openWindow(sceneNamed('racksSaved'), (api) => {
      api.answers['scan.online'] = ({ serials }) => ({
        ok: true,
        value: { online: serials.length - 1, missing: serials.slice(1, 2), missingMore: 0 },
      });
    });
    const { draft } = opened.console;
    const rack = draft.getState().rack;
    if (rack === null) throw new Error('no rack');
    draft.setState({
      rack: {
        ...rack,
        units: new Map([
          ['A1', 'S1'],
          ['A3', 'S2'],
          ['A4', 'S3'],
        ]),
      },
    });
    await opened.settle();
    expect(words()).toContain('2 online, 3 needed');
    expect(words()).toContain('Missing: A3 S2');
  });

  it('six are named, and the rest is counted', async () => {
    opened = await openWindow(sceneNamed('idle'));
    const serials = Array.from({ length: 40 }, (_, index) => `S${index + 1}`);
    opened.console.draft.setState({ source: 'scan', scanned: serials });
    await opened.settle();
    expect(words()).toContain('22 online, 40 needed');
    expect(words()).toContain('Missing: S23, S24, S25, S26, S27, S28 and 12 more');
  });

  it('MES, log and Pair are tried when a person wants that, and each that is not ready leads to its setting', async () => {
    opened = await openWindow(sceneNamed('idle'));
    opened.console.draft.setState({ source: 'scan', scanned: ['S1', 'S2', 'S3'] });
    await opened.settle();
    expect(opened.api.calls.filter(({ name }) => name === 'scan.preflight')).toEqual([]);
    await press('Check list and factory');
    expect(opened.api.calls.find(({ name }) => name === 'scan.preflight')?.input).toEqual({
      serials: ['S1', 'S2', 'S3'],
      scanMode: 0,
    });
    expect(words()).toContain('1 not registered in MES: S2');
    expect(words()).toContain('Log: Reachable');
    expect(words()).toContain('Pair: Not ready');
    await press('Open settings');
    expect(screen.getByRole('tab', { selected: true }).textContent).toBe('Factory APIs');
  });

  it('what was checked of another list is not shown', async () => {
    opened = await openWindow(sceneNamed('idle'));
    opened.console.draft.setState({ source: 'scan', scanned: ['S1', 'S2'] });
    await opened.settle();
    await press('Check list and factory');
    opened.console.draft.setState({ scanned: ['S1', 'S2', 'S4'] });
    await opened.settle();
    expect(words()).not.toContain('not registered');
  });

  it('all is said where all is well', async () => {
    opened = await openWindow(sceneNamed('idle'), (api) => {
      const fine = { ok: true, reason: [text('factory.there')] };
      api.answers['scan.preflight'] = () => ({
        ok: true,
        value: { mes: fine, log: fine, pair: fine, notRegistered: [], notRegisteredMore: 0, unchecked: 0 },
      });
    });
    opened.console.draft.setState({ source: 'scan', scanned: ['S1', 'S2'] });
    await opened.settle();
    await press('Check list and factory');
    expect(words()).toContain('All 2 registered in MES');
    expect(words()).toContain('Pair: Reachable');
    expect(ready().queryByRole('button', { name: 'Open settings' })).toBeNull();
  });

  it('a broker that is down leads to its setting', async () => {
    opened = await openWindow(sceneNamed('idleOffline'));
    await press('Open settings');
    expect(screen.getByRole('tab', { selected: true }).textContent).toBe('Broker');
  });

  it('says that no self-test was run in this shift, runs one, and says when it was caught', async () => {
    opened = await openWindow(sceneNamed('idle'));
    expect(words()).toContain('Self-test: none in this shift');
    await press('Run self-test');
    expect(opened.api.calls.filter(({ name }) => name === 'shift.selfTest')).toHaveLength(1);
    expect(words()).toMatch(/Self-test: passed \d\d:\d\d/);
  });

  it('says what to do where the bad unit was not caught, or the broker is not there', async () => {
    opened = await openWindow(sceneNamed('idle'), (api) => {
      const now = Date.now();
      const missed = {
        at: now,
        person: '4711',
        fault: 'wrongMac',
        outcome: 'missed',
        what: [text('shift.missedPassed')],
      } as const;
      api.answers['shift.view'] = () => ({
        ok: true,
        value: { since: now, rule: 'refuse', last: { ...missed, what: [...missed.what] } },
      });
      api.answers['shift.selfTest'] = () => ({
        ok: false,
        error: { kind: 'failed', code: 'brokerUnavailable', texts: [text('shift.noBroker')] },
      });
    });
    expect(words()).toMatch(/Self-test: not passed \d\d:\d\d/);
    expect(words()).toContain('The bad unit passed. Do not scan');
    await press('Run self-test');
    expect(words()).toContain('The self-test goes through RabbitMQ, which is not connected.');
  });
});
