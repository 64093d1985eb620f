import { fault } from '../../../protocol/wire/issue-text';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../domain/errors';
import { auditInWords } from '../records/audit-words';
import { text } from '../../../protocol/texts/text';
import { english } from '../../../messages/english';
import { fixture, openTestRegistry, type TestRegistry } from '../../adapters/store/registry/testing/test-registry';
import { DEVICE_ACTS } from '../../../protocol/device-acts';
import type { Role } from '../../../protocol/people';
import { registryCommands } from '../../../protocol/registry-commands';
import { bindCommands } from '../command-row';
import { REGISTRY_COMMANDS, type RegistryContext } from './registry-commands';

const NETBOOK = 'B8OAAS048286';

describe('the registry as the window asks it', () => {
  let folder = '';
  let opened: TestRegistry;
  let changes = 0;
  let role: Role | null = null;
  let gone = false;
  const context: RegistryContext = {
    registry: () => opened.registry,
    appVersion: '0.1.0',
    now: () => Date.UTC(2026, 0, 2),
    author: () => '4711',
    role: () => role,
    sameAsNow: () => () => {
      if (gone) throw new AppError('notSignedIn', text('people.signInFirst'));
    },
    onChanged: () => {
      changes += 1;
    },
  };
  const handlers = () => bindCommands(REGISTRY_COMMANDS, { registryContext: context });
  /** The device with this serial number, as a scanner finds it. */
  const lookUp = async (code: string) => handlers()['registry.lookUp']({ code });
  const register = async () => {
    const text = JSON.stringify(fixture('workbench-netbook-2018'));
    return handlers()['registry.submitFile']({ fileName: 'netbook.json', text });
  };

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'burnin-registry-'));
    opened = await openTestRegistry(path.join(folder, 'registry.sqlite'));
    changes = 0;
    role = null;
    gone = false;
  });
  afterEach(async () => {
    await opened.store.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('answers every file with one sentence, and notifies of a change only when there was one', async () => {
    const { 'registry.submitFile': submit } = handlers();
    for (const text of ['', '{"type":', '[]', '7', '{"type":"Nonsense"}', '{"type":"Snapshot"}']) {
      const answer = await submit({ fileName: 'x\u202e.json', text });
      expect(answer).toMatchObject({ accepted: false, device: null, fileName: 'x\\u202e.json' });
      expect(english(answer.texts)).toMatch(/^\S.*\.$/);
    }
    expect(changes).toBe(0);
    const answer = await register();
    expect(answer).toMatchObject({ accepted: true, device: 1 });
    expect(changes).toBe(1);
  });

  it('finds a device by serial number, tag and HID, and a part by its serial number', async () => {
    await register();
    expect((await lookUp(NETBOOK)).devices).toEqual([1]);
    expect((await lookUp(NETBOOK.toLowerCase())).devices).toEqual([1]);
    expect((await lookUp('E2024242CV86HJ')).devices).toHaveLength(1);
    await handlers()['registry.addTag']({ device: 1, tag: 'RACK-000017' });
    expect((await lookUp('RACK-000017')).devices).toEqual([1]);
    const { hid } = (await handlers()['registry.device']({ device: 1 })) ?? {};
    expect((await lookUp(hid ?? '')).devices).toEqual([1]);
    const nothing = await lookUp('NOTHING');
    expect(nothing.devices).toEqual([]);
    expect(english(nothing.texts)).toContain('NOTHING');
  });

  it('links a tag without touching what is inside, and refuses one that is taken or shaped like an eTag', async () => {
    await register();
    const before = await handlers()['registry.device']({ device: 1 });
    await handlers()['registry.addTag']({ device: 1, tag: 'RACK-000017' });
    await handlers()['registry.addTag']({ device: 1, tag: 'RACK-000018' });
    const after = await handlers()['registry.device']({ device: 1 });
    expect(after?.tags.toSorted()).toEqual(['RACK-000017', 'RACK-000018']);
    expect(after?.components.map(({ id }) => id)).toEqual(before?.components.map(({ id }) => id));
    await expect(handlers()['registry.addTag']({ device: 1, tag: 'FO-123456' })).rejects.toMatchObject({ code: 'refused' });
    await expect(handlers()['registry.addTag']({ device: 99, tag: 'RACK-000019' })).rejects.toMatchObject({ code: 'refused' });
  });

  it('two who tag one device at once both do, and of two who use one tag for two devices one does', async () => {
    await register();
    await handlers()['registry.submitFile']({ fileName: 'basic.json', text: JSON.stringify(fixture('basic')) });
    const [other = 0] = (await lookUp('p1s')).devices;
    const add = (device: number, tag: string) => handlers()['registry.addTag']({ device, tag });
    await Promise.all([add(1, 'RACK-000017'), add(1, 'RACK-000018')]);
    const tagsOf = async (device: number) => ((await handlers()['registry.device']({ device }))?.tags ?? []).toSorted();
    expect(await tagsOf(1)).toEqual(['RACK-000017', 'RACK-000018']);
    const ends = await Promise.allSettled([add(1, 'RACK-000019'), add(other, 'RACK-000019')]);
    expect(ends.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect([...(await tagsOf(1)), ...(await tagsOf(other))].filter((tag) => tag === 'RACK-000019')).toHaveLength(1);
    await Promise.all([add(1, 'RACK-000020'), add(1, 'RACK-000020')]);
    expect(await tagsOf(1)).toContain('RACK-000020');
    expect(await opened.registry.checkReplay()).toEqual([]);
  });

  it('makes no tag where the device is refused it', async () => {
    await register();
    const [owner] = await handlers()['registry.addAgent']({ type: 'Organization', name: 'Green Loop', recyclingCenter: true });
    await handlers()['registry.addTag']({ device: 1, tag: 'RACK-000017' });
    // Which of the two the device has, its Snapshot cannot say.
    const source = { kind: 'console', author: '4711', operation: null } as const;
    await opened.registry.createTags(['RACK-000017'], { organization: owner?.id ?? '' }, source);
    const add = handlers()['registry.addTag']({ device: 1, tag: 'RACK-000018' });
    await expect(add).rejects.toMatchObject({ code: 'refused', message: expect.stringContaining('RACK-000017') as string });
    expect((await opened.registry.tags(0, 10)).map(({ id, device }) => [id, device?.id ?? null])).toEqual([
      ['RACK-000017', 1],
      ['RACK-000017', null],
    ]);
    const entries = (await opened.store.listAudit(20)).map((entry) => auditInWords(entry)?.subject ?? '');
    expect(entries.filter((subject) => subject.includes('RACK-000018'))).toEqual([]);
    expect(await opened.registry.checkReplay()).toEqual([]);
  });

  it('a Snapshot that was made from a device which somebody changed since is not written', async () => {
    await register();
    const seen = await opened.registry.seenDevice(1);
    const before = await opened.registry.devicePage(1);
    await handlers()['registry.addTag']({ device: 1, tag: 'RACK-000017' });
    const { type, manufacturer, model, serialNumber, properties } = before ?? {};
    const device = { ...properties, type, manufacturer, model, serialNumber };
    const stale = { type: 'Snapshot', software: 'DesktopApp', version: '0.1.0', device };
    const source = { kind: 'console', author: '4711', operation: null } as const;
    await expect(opened.registry.submit(stale, 'snapshot', source, seen ?? undefined)).rejects.toThrow(
      'was changed by somebody else',
    );
    const now = await opened.registry.seenDevice(1);
    expect(await opened.registry.submit(stale, 'snapshot', source, now ?? undefined)).toMatchObject({ status: 201 });
  });

  it('writes no tag for somebody who is gone by then', async () => {
    await register();
    const adding = handlers()['registry.addTag']({ device: 1, tag: 'RACK-000017' });
    gone = true;
    await expect(adding).rejects.toMatchObject({ code: 'notSignedIn' });
    expect(await opened.registry.tags(0, 10)).toEqual([]);
  });

  it('sells to somebody with a price, and gives devices to a recycling center that disposes of them', async () => {
    await register();
    const [center] = await handlers()['registry.addAgent']({ type: 'Organization', name: 'Green Loop', recyclingCenter: true });
    await handlers()['registry.act']({ act: 'Sell', devices: [1], to: center?.id ?? '', price: 25.25, invoiceNumber: 'ABC' });
    const page = await handlers()['registry.device']({ device: 1 });
    expect(page).toMatchObject({ trading: 'Sold', owner: { name: 'Green Loop' }, price: { amount: 25.25, currency: 'EUR' } });
    await handlers()['registry.act']({ act: 'Receive', devices: [1], to: center?.id ?? '', role: 'RecyclingCenter' });
    await handlers()['registry.act']({ act: 'DisposeWaste', devices: [1], to: center?.id ?? '' });
    expect(await handlers()['registry.device']({ device: 1 })).toMatchObject({
      trading: 'WasteDisposed',
      possessor: { name: 'Green Loop' },
    });
    await expect(handlers()['registry.act']({ act: 'Repair', devices: [1, 999] })).rejects.toMatchObject({ code: 'refused' });
  });

  it('writes no price where the trade is refused, and one for each device where it is not', async () => {
    await register();
    await handlers()['registry.submitFile']({ fileName: 'basic.json', text: JSON.stringify(fixture('basic')) });
    const [buyer] = await handlers()['registry.addAgent']({ type: 'Person', name: 'Ada', recyclingCenter: false });
    const others = await lookUp('p1s');
    const devices = [1, ...others.devices];
    expect(devices).toHaveLength(2);
    const pricesOf = async () =>
      Promise.all(devices.map(async (device) => (await handlers()['registry.device']({ device }))?.price ?? null));
    const before = await pricesOf();
    const nobody = '00000000-0000-4000-8000-00000000dead';
    await expect(handlers()['registry.act']({ act: 'Sell', devices: [1], to: nobody, price: 12.5 })).rejects.toMatchObject({
      code: 'refused',
    });
    expect(await pricesOf()).toEqual(before);
    const to = buyer?.id ?? '';
    await handlers()['registry.act']({ act: 'Sell', devices, to, price: 12.5, shippingDate: '2026-02-28' });
    expect(await pricesOf()).toMatchObject([{ amount: 12.5 }, { amount: 12.5 }]);
    const { event } = await handlers()['registry.act']({ act: 'Rent', devices: [1], to, price: 7, shippingDate: '2026-03-01' });
    const rent = await opened.registry.eventJson(event ?? '');
    expect(rent).toMatchObject({ ok: true, value: { type: 'Rent', shippingDate: '2026-03-01T00:00:00.000Z' } });
    const [page] = await handlers()['registry.events']({ device: 1, offset: 0, limit: 500 });
    expect(page?.type).toBe('Rent');
    expect(await opened.registry.checkReplay()).toEqual([]);
  });

  it('takes a shipping date only where the calendar has it', () => {
    const act = { act: 'Sell', devices: [1] };
    const { input } = registryCommands['registry.act'];
    expect(input.safeParse({ ...act, shippingDate: '2026-02-28' }).success).toBe(true);
    for (const shippingDate of ['2026-02-30', '28.2.2026', '2026-2-3', '']) {
      const read = input.safeParse({ ...act, shippingDate });
      expect(read.error?.issues[0]?.message).toBe(fault('value.noDate', { example: '2026-01-31' }));
    }
  });

  it('links the product that materials became, and refuses one that is none', async () => {
    await register();
    await handlers()['registry.submitFile']({ fileName: 'basic.json', text: JSON.stringify(fixture('basic')) });
    const [center] = await handlers()['registry.addAgent']({ type: 'Organization', name: 'Green Loop', recyclingCenter: true });
    const to = center?.id ?? '';
    const { devices } = await lookUp('p1s');
    const [product] = devices;
    if (product === undefined) throw new Error('the second device is registered');
    for (const wrong of [1, 999])
      await expect(handlers()['registry.act']({ act: 'Recover', devices: [1], to, product: wrong })).rejects.toMatchObject({
        code: 'refused',
      });
    const { event } = await handlers()['registry.act']({ act: 'Recover', devices: [1], to, product });
    expect(await opened.registry.eventJson(event ?? '')).toMatchObject({ ok: true, value: { type: 'Recover', product } });
    expect(await handlers()['registry.device']({ device: 1 })).toMatchObject({ trading: 'Recovered' });
  });

  it('refuses an operator, in a file as from the menu, what a supervisor may do', async () => {
    await register();
    const [center] = await handlers()['registry.addAgent']({ type: 'Organization', name: 'Green Loop', recyclingCenter: true });
    const to = center?.id ?? '';
    role = 'operator';
    const { 'registry.submitFile': submit, 'registry.act': act } = handlers();
    for (const type of DEVICE_ACTS) {
      if (type === 'CancelReservation') continue;
      const text = JSON.stringify({ type, devices: [1], to, agent: to, recipient: to });
      expect(await submit({ fileName: 'act.json', text })).toMatchObject({
        accepted: false,
        texts: [{ code: 'registry.needsRoleForEvent', params: { type, needed: 'supervisor', role: 'operator' } }],
      });
      await expect(act({ act: type, devices: [1], to })).rejects.toMatchObject({ code: 'refused' });
    }
    await expect(handlers()['registry.addAgent']({ type: 'Person', name: 'Ada', recyclingCenter: false })).rejects.toMatchObject({
      code: 'refused',
    });
    expect(await handlers()['registry.device']({ device: 1 })).toMatchObject({ trading: null, owner: null });
    await handlers()['registry.grade']({ device: 1, appearance: 'A', functionality: 'A' });
    await handlers()['registry.addTag']({ device: 1, tag: 'RACK-000017' });
    role = 'supervisor';
    const sale = JSON.stringify({ type: 'Sell', devices: [1], to });
    expect(await submit({ fileName: 'sale.json', text: sale })).toMatchObject({ accepted: true });
    expect(await opened.registry.checkReplay()).toEqual([]);
  });

  it('grades again', async () => {
    await register();
    await handlers()['registry.grade']({ device: 1, appearance: 'Z', functionality: 'D' });
    const page = await handlers()['registry.device']({ device: 1 });
    expect(page?.ratingDetails?.result.breakdown).toMatchObject({ appearance: { grade: 'Z' }, functionality: { grade: 'D' } });
  });
});
