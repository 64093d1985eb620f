import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { sceneNamed, type Scene } from '../dev/scenes';
import { messages } from '../messages';
import { openWindow, type WindowUnderTest } from '../testing/window-under-test';
import { SimulationMark } from './SimulationMark';

const idle = sceneNamed('idle');
const ROSTER = ['SIM000001', 'SIM000002'];
const practising: Scene = { ...idle, snapshot: { ...idle.snapshot, practice: { roster: ROSTER } } };

describe('practice in the window', () => {
  let opened: WindowUnderTest | undefined;
  afterEach(() => {
    opened?.close();
    cleanup();
  });

  it('fills the labels of the rack in, so that Start is all there is to do', async () => {
    opened = await openWindow(practising);
    fireEvent.click(screen.getByRole('button', { name: /^Start scan/ }));
    await opened.settle();
    const [start] = opened.api.calls.filter(({ name }) => name === 'scan.start');
    expect(start?.input).toMatchObject({ operatorId: 'TRAINEE', rosterText: ROSTER.join('\n') });
  });

  it('leaves alone what somebody has filled in', async () => {
    opened = await openWindow(practising);
    const { draft } = opened.console;
    expect(draft.getState().pasted).toBe(ROSTER.join('\n'));
    draft.setState({ pasted: 'MINE', operatorId: 'ME', wanted: true });
    await opened.settle();
    expect(draft.getState()).toMatchObject({ pasted: 'MINE', operatorId: 'ME' });
  });

  it('calls broker and MES simulated, also in the settings', async () => {
    opened = await openWindow(practising);
    const { link, settings } = messages.practice;
    expect(screen.getByRole('banner').textContent).toContain(`${messages.header.broker} ${link}${messages.header.mes} ${link}`);
    fireEvent.click(screen.getByRole('button', { name: messages.names.settings }));
    await opened.settle();
    fireEvent.click(screen.getByRole('tab', { name: messages.settings.sections.broker }));
    await opened.settle();
    expect(screen.getByText(settings)).toBeDefined();
  });

  it('is offered where no broker answers, and only there', async () => {
    opened = await openWindow(idle);
    expect(screen.queryByRole('button', { name: messages.practice.enter })).toBeNull();
    const { connections } = idle.snapshot;
    opened.api.patch({ connections: { ...connections, broker: { ...connections.broker, state: 'down' } } });
    await opened.settle();
    fireEvent.click(screen.getByRole('button', { name: messages.practice.enter }));
    await opened.settle();
    expect(opened.api.calls.at(-1)).toEqual({ name: 'practice.switch', input: { on: true } });
  });

  it('has a mark with the way back', () => {
    const left: string[] = [];
    render(<SimulationMark onLeave={() => left.push('left')} />);
    expect(screen.getByRole('complementary', { name: messages.practice.mark }).textContent).toContain('Nothing here is real');
    fireEvent.click(screen.getByRole('button', { name: messages.practice.leave }));
    expect(left).toEqual(['left']);
  });
});
