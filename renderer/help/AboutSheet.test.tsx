import { fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { text } from '../../protocol/texts/text';
import { sceneNamed } from '../dev/scenes';
import { scriptedAbout } from '../dev/scripted-health';
import { messages } from '../messages';
import { runAct } from '../store/acts';
import { openWindow, type WindowUnderTest } from '../testing/window-under-test';

describe('About', () => {
  let opened: WindowUnderTest | undefined;
  afterEach(() => opened?.close());

  it('says which program this is, what it runs on, and what is down', async () => {
    const scene = sceneNamed('finished');
    opened = await openWindow(scene);
    const { connections } = scene.snapshot;
    const broker = { state: 'down' as const, reason: [text('broker.connectionRefused', { place: 'broker:5672' })], since: 0 };
    opened.api.patch({ connections: { ...connections, broker } });
    await opened.settle();
    runAct('about');
    await opened.settle();
    const about = within(screen.getByRole('dialog', { name: messages.about.title }));
    expect(about.getByText(scriptedAbout.consoleId)).toBeTruthy();
    expect(about.getByText(`${messages.product} ${scriptedAbout.appVersion}`)).toBeTruthy();
    expect(about.getByText(/Electron .* Node .* linux x64/)).toBeTruthy();
    const line = about.getByText(messages.header.broker).parentElement;
    expect(line?.className).toBe('bad');
    expect(line?.textContent).toContain('broker:5672');
    expect(about.getByText(messages.header.mes).parentElement?.className).toBe('');
    expect(about.getByText('182 GB')).toBeTruthy();
  });

  it('is reached from the help, and leads on to Health', async () => {
    opened = await openWindow(sceneNamed('finished'));
    fireEvent.click(screen.getByRole('button', { name: messages.help.title }));
    await opened.settle();
    fireEvent.click(screen.getByRole('button', { name: messages.about.title }));
    await new Promise((done) => setTimeout(done, 100));
    await opened.settle();
    fireEvent.click(
      within(screen.getByRole('dialog', { name: messages.about.title })).getByRole('button', { name: messages.names.health }),
    );
    await new Promise((done) => setTimeout(done, 100));
    await opened.settle();
    expect(screen.getByRole('dialog', { name: messages.health.title })).toBeTruthy();
  });
});
