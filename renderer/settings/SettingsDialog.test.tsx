import { verbatim } from '../../protocol/texts/text';
import { fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Settings } from '../../protocol/settings';
import { sceneNamed } from '../dev/scenes';
import { messages } from '../messages';
import { openWindow, type WindowUnderTest } from '../testing/window-under-test';

describe('the settings', () => {
  let opened: WindowUnderTest;

  beforeEach(async () => {
    opened = await openWindow(sceneNamed('finished'));
    fireEvent.click(screen.getByRole('button', { name: 'Settings' }));
    await opened.settle();
  });

  afterEach(() => opened.close());

  const dialog = () => within(screen.getByRole('dialog', { name: 'Settings' }));
  const section = async (name: string): Promise<void> => {
    fireEvent.click(dialog().getByRole('tab', { name: new RegExp(`^${name}`) }));
    await opened.settle();
  };
  const type = async (label: string, text: string): Promise<void> => {
    fireEvent.change(dialog().getByLabelText(label), { target: { value: text } });
    await opened.settle();
  };
  const save = async (): Promise<void> => {
    fireEvent.click(dialog().getByRole('button', { name: 'Save' }));
    await opened.settle();
  };
  const saved = () =>
    opened.api.calls
      .filter(({ name }) => name === 'settings.save')
      .map(({ input }) => input as { settings: Settings; secrets: unknown });

  it('have a field for every setting that there is', () => {
    const paths = Object.entries(Settings.parse({})).flatMap(([part, keys]) => Object.keys(keys).map((key) => `${part}.${key}`));
    expect(Object.keys(messages.settings.fields).toSorted()).toEqual(paths.toSorted());
  });

  it('show each of these fields in one of their sections', async () => {
    const shown: string[] = [];
    for (const tab of dialog().getAllByRole('tab')) {
      fireEvent.click(tab);
      await opened.settle();
      const names = dialog().getByRole('tabpanel').querySelectorAll('.field > label, .field > span, .field b');
      shown.push(...Array.from(names, ({ textContent }) => textContent));
    }
    const labels = Object.values(messages.settings.fields).map(({ label }) => label);
    expect(labels.filter((label) => !shown.some((name) => name === label || name.startsWith(`${label} (`)))).toEqual([]);
  });

  it('show what main refuses beside its field, in its section, and lose nothing that was typed', async () => {
    await section('Broker');
    await type('Broker address', 'broker.plant:5672');
    await section('Station');
    await type('Station name', 'Line 9');
    await save();
    const field = dialog().getByLabelText('Broker address');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(field).toHaveProperty('value', 'broker.plant:5672');
    expect(dialog().getByText('must start with amqp:// or amqps://')).toBeDefined();
    expect(dialog().getByRole('alert').textContent).toContain('marked fields');
    await section('Station');
    expect(dialog().getByLabelText('Station name')).toHaveProperty('value', 'Line 9');
  });

  it('say at once how many messages wait for the address of before, and stay open', async () => {
    opened.close();
    opened = await openWindow(sceneNamed('offline'));
    fireEvent.click(screen.getByRole('button', { name: 'Settings' }));
    await opened.settle();
    await section('Factory APIs');
    await type(messages.settings.fields['api.baseUrl'].label, 'http://other.plant');
    await save();
    expect(dialog().getByRole('alert').textContent).toMatch(
      /^Saved\. 1 message waits that was made for .+; it is not sent to http:\/\/other\.plant\./,
    );
    await type(messages.settings.fields['api.baseUrl'].label, 'http://other.plant');
    await save();
    expect(screen.queryByRole('dialog', { name: 'Settings' })).toBeNull();
  });

  it('bring in a file: its settings stand in the fields, nothing is kept before Save, and the file is named', async () => {
    await type('Station name', 'typed before');
    fireEvent.click(dialog().getByRole('button', { name: 'Import …' }));
    await opened.settle();
    expect(dialog().getByLabelText('Station name')).toHaveProperty('value', 'Line 2 · ST-04');
    expect(screen.getByText(/line-2\.json/)).toBeDefined();
    expect(saved()).toEqual([]);
    await save();
    expect(saved()[0]?.settings.station.name).toBe('Line 2 · ST-04');
  });

  it('leave the fields as they are when no file is chosen, or when it cannot be read, which is said', async () => {
    await type('Station name', 'typed before');
    opened.api.answers['settings.import'] = () => ({ ok: true, value: null });
    fireEvent.click(dialog().getByRole('button', { name: 'Import …' }));
    await opened.settle();
    const sentence = 'line-2.json is no settings file: it is not JSON, it breaks at line 3, column 7.';
    opened.api.answers['settings.import'] = () => ({
      ok: false,
      error: { kind: 'failed', code: 'badSettings', texts: verbatim(sentence) },
    });
    fireEvent.click(dialog().getByRole('button', { name: 'Import …' }));
    await opened.settle();
    expect(screen.getByText(sentence)).toBeDefined();
    expect(dialog().getByLabelText('Station name')).toHaveProperty('value', 'typed before');
  });

  it('are written to a file, and the file is named', async () => {
    fireEvent.click(dialog().getByRole('button', { name: 'Export …' }));
    await opened.settle();
    expect(opened.api.calls.filter(({ name }) => name === 'settings.export')).toHaveLength(1);
    expect(screen.getByText(/burnin-settings\.json/)).toBeDefined();
  });

  it('save what was changed and close', async () => {
    await type('Station name', 'Line 9');
    await section('Scan');
    fireEvent.click(dialog().getByRole('radio', { name: 'Passes, with a remark' }));
    await type('Service adapters', '00:e0:4c\n\n  00:e0:4d  \n');
    await save();
    expect(saved()).toHaveLength(1);
    expect(saved()[0]?.settings.station.name).toBe('Line 9');
    expect(saved()[0]?.settings.scan).toMatchObject({ interfaceNames: 'byMac', serviceNics: ['00:e0:4c', '00:e0:4d'] });
    expect(saved()[0]?.secrets).toEqual({});
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('write secrets without ever showing them, and can remove a kept one', async () => {
    await section('Broker');
    const password = dialog().getByLabelText('Broker password');
    expect(password).toHaveProperty('value', '');
    expect(password.getAttribute('type')).toBe('password');
    await type('Broker password', 'secret');
    await save();
    expect(saved()[0]?.secrets).toEqual({ brokerPassword: 'secret' });
    fireEvent.click(screen.getByRole('button', { name: 'Settings' }));
    await opened.settle();
    await section('Broker');
    fireEvent.click(dialog().getByRole('button', { name: 'Remove: Broker password' }));
    await opened.settle();
    await save();
    expect(saved()[1]?.secrets).toEqual({ brokerPassword: null });
  });

  it('offer the rates and prices that main names, and no others', async () => {
    opened.close();
    const scene = sceneNamed('finished');
    const editions = { rates: ['ECost 1.0', 'Newer One 2.0'], prices: ['Ereuse 1.0', 'Other 7'] };
    opened = await openWindow({ ...scene, snapshot: { ...scene.snapshot, editions } });
    fireEvent.click(screen.getByRole('button', { name: 'Settings' }));
    await opened.settle();
    await section('Registry');
    const names = (group: string) =>
      within(dialog().getByRole('radiogroup', { name: group }))
        .getAllByRole('radio')
        .map((radio) => radio.getAttribute('value'));
    expect([names('Official rate'), names('Official price')]).toEqual([editions.rates, editions.prices]);
    fireEvent.click(dialog().getByRole('radio', { name: 'Newer One 2.0' }));
    await save();
    expect(saved()[0]?.settings.registry.officialRate).toBe('Newer One 2.0');
  });

  it('test a connection with what stands in the form, before it is saved', async () => {
    await section('Factory APIs');
    await type('Base address of the factory APIs', 'http://other:1');
    fireEvent.click(dialog().getByRole('button', { name: 'Test MES' }));
    await opened.settle();
    expect(dialog().getByText(/refused the connection/)).toBeDefined();
    expect(opened.api.calls.at(-1)).toMatchObject({
      name: 'settings.test',
      input: { what: 'mes', settings: { api: { baseUrl: 'http://other:1' } } },
    });
    expect(saved()).toEqual([]);
  });
});

describe('settings that somebody may only read', () => {
  let opened: WindowUnderTest | undefined;
  afterEach(() => opened?.close());
  const dialog = () => within(screen.getByRole('dialog', { name: 'Settings' }));

  it.each(['operator', 'supervisor'] as const)('%s: text, and one sentence that says who may', async (role) => {
    const scene = sceneNamed('operator');
    const person = { badge: '4711', name: 'Ines Moreau', role };
    opened = await openWindow({ ...scene, snapshot: { ...scene.snapshot, signIn: { required: true, person } } });
    fireEvent.click(screen.getByRole('button', { name: 'Settings' }));
    await opened.settle();
    const sections = dialog().getAllByRole('tab');
    for (const tab of sections) {
      fireEvent.click(tab);
      await opened.settle();
      const panel = dialog().getByRole('tabpanel');
      if (tab.textContent === messages.settings.sections.window) continue;
      expect(panel.textContent).toContain(messages.settings.whoMay({ name: 'Ines Moreau', role: messages.people.roles[role] }));
      expect([tab.textContent, panel.querySelectorAll('input, textarea').length]).toEqual([tab.textContent, 0]);
    }
    expect(dialog().queryByRole('button', { name: messages.settings.save })).toBeNull();
    expect(dialog().queryByRole('button', { name: messages.settings.import })).toBeNull();
    fireEvent.click(sections[0] ?? document.body);
    await opened.settle();
    expect(dialog().getByRole('tabpanel').textContent).toContain(scene.snapshot.settings.station.name);
    // How the window looks is everybody's own.
    fireEvent.click(dialog().getByRole('tab', { name: messages.settings.sections.window }));
    await opened.settle();
    fireEvent.click(dialog().getByRole('radio', { name: messages.settings.options.theme.dark }));
    await opened.settle();
    expect(opened.api.calls.filter(({ name }) => name === 'window.look')).toHaveLength(1);
    expect(opened.api.calls.filter(({ name }) => name === 'settings.save')).toEqual([]);
  });

  it('an engineer changes them', async () => {
    const scene = sceneNamed('operator');
    const person = { badge: '1', name: 'Mira Okafor', role: 'engineer' as const };
    opened = await openWindow({ ...scene, snapshot: { ...scene.snapshot, signIn: { required: true, person } } });
    fireEvent.click(screen.getByRole('button', { name: 'Settings' }));
    await opened.settle();
    expect(dialog().getByRole('button', { name: messages.settings.save })).toBeDefined();
    expect(dialog().getByRole('tabpanel').querySelectorAll('input').length).toBeGreaterThan(0);
  });
});
