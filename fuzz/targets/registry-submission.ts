import { createMemoryRegistry, type MemoryRegistry } from '../../main/domain/registry/testing/memory-registry';
import { english } from '../../messages/english';
import { REGISTRY_ERROR_TYPES } from '../../protocol/registry/answers';
import basic from '../../protocol/fixtures/registry/basic.json';
import monitor from '../../protocol/fixtures/registry/computer-monitor.json';
import erasure from '../../protocol/fixtures/registry/erase-sectors.json';
import moved from '../../protocol/fixtures/registry/move-2.json';
import phase from '../../protocol/fixtures/registry/phase-1.json';
import stress from '../../protocol/fixtures/registry/phase-2.json';
import erase from '../../protocol/fixtures/registry/phase-3.json';
import install from '../../protocol/fixtures/registry/phase-4.json';
import scan from '../../protocol/fixtures/registry/scan-report.json';
import later from '../../protocol/fixtures/registry/workbench-desktop-actions.json';
import netbook from '../../protocol/fixtures/registry/workbench-netbook-2018.json';
import { DEVICE_TYPES } from '../../protocol/registry/device-types';
import { EVENT_TYPES } from '../../protocol/registry/event-types';
import type { Target } from '../engine/target';
import { about, keep, keepPlain, keepSentence, keepStorable, kindOf } from './checks';
import { jsonBytes, jsonValue, lenientText } from './input-text';

const snapshot = phase.uuid;
const trade = { type: 'Sell', devices: [1], to: '00000000-0000-4000-8000-000000020001' };

export const registrySubmission: Target = {
  name: 'registry-submission',
  reads: 'snapshots and events for the device registry, as files or bodies of a POST',
  tokens: [
    ...DEVICE_TYPES,
    ...EVENT_TYPES,
    'components',
    'events',
    'actions',
    'expectedEvents',
    'tags',
    'tag1',
    'serialNumber',
    snapshot,
  ],
  seeds: () =>
    [
      basic,
      monitor,
      erasure,
      moved,
      phase,
      scan,
      later,
      netbook,
      { ...stress, snapshot },
      { ...erase, snapshot, device: 6 },
      { ...install, snapshot, component: 6 },
      { ...trade },
      { type: 'ToDispose', devices: [1] },
      { type: 'Recover', devices: [1], product: { type: 'RecoveredMaterial', model: 'm' }, agent: trade.to },
      { type: 'ImageSet', device: 1, images: [{ name: 'a', fileFormat: 'png', orientation: 'Vertical', content: 'AAAA' }] },
      { type: 'WorkbenchRate', device: 1, appearanceRange: 'A', functionalityRange: 'B' },
      { type: 'Price', device: 1, price: 25.25, currency: 'EUR' },
    ].map(jsonBytes),
  run(bytes) {
    const body = jsonValue(lenientText(bytes));
    if (body === undefined) return 'not JSON';
    const registry = inhabited();
    const before = registry.state();
    const decided = registry.run({ kind: 'submit', as: 'any', body });
    if (!decided.ok) {
      const { code, type, texts, field } = decided.error;
      const message = english(texts);
      keepSentence(message);
      keep(REGISTRY_ERROR_TYPES.includes(type), 'a refusal has a known type', () => type);
      keep(code === (type === 'ResourceNotFound' ? 404 : 422), 'a refusal has the status of its type', () => `${code} ${type}`);
      keep(field === undefined || field !== '', 'a field that is named has a name');
      keep(JSON.stringify(registry.state()) === JSON.stringify(before), 'what is refused changes nothing');
      return `${type} ${kindOf(message)}`;
    }
    const { answer, changes } = decided.value;
    keepPlain(answer);
    keepStorable(answer);
    keepPlain(changes);
    keepStorable(changes);
    keepWhole(registry);
    const again = registry.run({ kind: 'submit', as: 'any', body });
    if (decided.value.uuid !== null)
      keep(again.ok && again.value.repeated, 'the same submission once more is known as the same', () => JSON.stringify(again));
    return `${changes.events[0]?.type ?? 'nothing'} ${about(changes.events.length)} ${about(changes.devices.length)}`;
  },
};

/** A registry with an open Snapshot of seven components, a tag, and a recycling center. */
function inhabited(): MemoryRegistry {
  const registry = createMemoryRegistry();
  registry.run({ kind: 'createTags', ids: ['tag1'], organization: null, provider: null });
  registry.run({ kind: 'createAgent', body: { type: 'Organization', name: 'Scrap', roles: ['RecyclingCenter'] } });
  keep(registry.run({ kind: 'submit', as: 'snapshot', body: phase }).ok, 'the registry to begin with can be made');
  return registry;
}

function keepWhole(registry: MemoryRegistry): void {
  const { devices, placements } = registry.state();
  const hids = devices.flatMap(({ hid }) => hid ?? []);
  keep(new Set(hids).size === hids.length, 'every HID is there once');
  keep(
    devices.every(({ id }, index) => id === index + 1),
    'devices are numbered without a gap',
  );
  const open = placements.filter(({ until }) => until === null);
  keep(
    devices.every(({ id, parent }) => open.some((stay) => stay.component === id && stay.parent === parent) === (parent !== null)),
    'every component is in the one computer that its stays say',
  );
}
