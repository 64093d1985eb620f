import { verbatim } from '../../protocol/texts/text';
import type { AgentView, ComponentView, DeviceLink, DeviceListRow, DevicePage, EventView } from '../../protocol/registry/views';
import type { DeviceType } from '../../protocol/registry/device-types';
import { PHYSICAL_STATES, type RatingRange, TRADING_STATES } from '../../protocol/registry/vocabulary';
import type { EventType } from '../../protocol/registry/event-types';
import { PARTIAL, RESULT } from './made-rates';

/** Registered devices for the scripted window: invented, but in the shapes that main uses. */

const NOW = Date.UTC(2026, 10, 21, 20, 40);
const A_DAY_MS = 86_400_000;
const ago = (days: number): string => new Date(NOW - days * A_DAY_MS).toISOString();

const MODELS: readonly (readonly [DeviceType, string, string])[] = [
  ['Desktop', 'OptiPlex 7010', 'Dell Inc.'],
  ['Desktop', 'HP Compaq 8100 Elite SFF', 'Hewlett-Packard'],
  ['Laptop', 'ThinkPad T430', 'LENOVO'],
  ['Laptop', '1001PXD', 'ASUSTeK Computer INC.'],
  ['Server', 'PowerEdge R630', 'Dell Inc.'],
  ['Desktop', 'Veriton M480', 'Acer'],
  ['ComputerMonitor', 'S24E650', 'Samsung'],
];

function rangeOf(rating: number): RatingRange {
  if (rating <= 2) return 'VERY_LOW';
  if (rating <= 3) return 'LOW';
  return rating <= 4 ? 'MEDIUM' : 'HIGH';
}

/** One line of the list; the number makes all of it. */
export function madeRow(number: number): DeviceListRow {
  const [type, model, manufacturer] = MODELS[number % MODELS.length] ?? ['Desktop', 'OptiPlex 7010', 'Dell Inc.'];
  const roll = (number * 7_919) % 100;
  const rating =
    type === 'ComputerMonitor' || roll % 13 === 0 ? null : Math.round((0.8 + ((number * 137) % 390) / 100) * 100) / 100;
  const serialNumber = `${manufacturer.slice(0, 2).toUpperCase()}${(493_827_160 + number * 7_577).toString(36).toUpperCase()}`;
  const factor = type === 'Laptop' ? 30 : 20;
  return {
    id: number * 9 + 1,
    type,
    manufacturer,
    model,
    serialNumber,
    hid: `${manufacturer}-${serialNumber}-${model}`.toLowerCase().replaceAll(/[^a-z0-9-]+/g, '_'),
    tags: roll % 3 === 0 ? [] : [`BIC-${String(10_400 + number)}`],
    trading: roll < 30 ? (TRADING_STATES[roll % TRADING_STATES.length] ?? null) : null,
    physical: roll > 40 ? (PHYSICAL_STATES[roll % PHYSICAL_STATES.length] ?? null) : null,
    rating,
    range: rating === null ? null : rangeOf(rating),
    price: rating === null || rating <= 2 ? null : { amount: Math.round(rating * factor * 100) / 100, currency: 'EUR' },
    componentCount: type === 'ComputerMonitor' ? 0 : 4 + (number % 6),
    open: number === 0 || roll === 71,
    updated: ago(number / 3),
  };
}

const link = (id: number, type: DeviceType, manufacturer: string, model: string, serialNumber: string | null): DeviceLink => ({
  id,
  type,
  manufacturer,
  model,
  serialNumber,
});

const OTHER = link(10, 'Desktop', 'Hewlett-Packard', 'HP Compaq 8100 Elite SFF', 'CZC0408YJG');
const CPU = link(2, 'Processor', 'Intel Corp.', 'Intel Core i5-3470 @ 3.20GHz', null);
const DISK = link(3, 'HardDrive', 'Hitachi', 'HDS721016CLA382', 'JPA521D83EKTPB');
const RAM_A = link(4, 'RamModule', 'Kingston', '99U5471-020', '4F1D2E9A');
const RAM_B = link(5, 'RamModule', 'Samsung', 'M378B5773DH0', '8C33A2F0');
const BOARD = link(6, 'Motherboard', 'Dell Inc.', '0GY6Y8', 'CN7082141K0042');
const NIC = link(7, 'NetworkAdapter', 'Intel Corp.', 'I210 Gigabit Network Connection', 'e0:18:7d:2e:ca:68');
const NIC_GONE = link(8, 'NetworkAdapter', 'Intel Corp.', 'I210 Gigabit Network Connection', 'e0:18:7d:2e:ca:69');
const DISK_GONE = link(9, 'SolidStateDrive', 'INTEL', 'SSDSC2BF180A4', 'CVDA3352019S');

const part = (of: DeviceLink, days: number, properties: ComponentView['properties']): ComponentView => ({
  ...of,
  hid: null,
  properties,
  since: ago(days),
});

const COMPONENTS: readonly ComponentView[] = [
  part(BOARD, 240, { slots: 4, usb: 6, ramSlots: 4 }),
  part(CPU, 240, { speed: 3.2, cores: 4, threads: 4, address: 64 }),
  part(RAM_A, 240, { size: 4_096, speed: 1_600, interface: 'DDR3', format: 'DIMM' }),
  part(RAM_B, 34, { size: 2_048, speed: 1_067, interface: 'DDR3', format: 'DIMM' }),
  part(DISK, 96, { size: 152_587, interface: 'ATA' }),
  part(NIC, 12, { speed: 1_000, wireless: false }),
];

let made = 0;
const event = (type: EventType, days: number, summary: string, change: Partial<EventView> = {}): EventView => {
  made += 1;
  return {
    id: `event-${String(made)}`,
    type,
    name: null,
    description: null,
    severity: 'Info',
    at: ago(days),
    created: ago(days),
    summary: verbatim(summary),
    devices: [],
    components: [],
    parent: null,
    snapshot: null,
    closed: true,
    marks: [],
    agent: null,
    author: null,
    operation: null,
    fields: {},
    ...change,
  };
};

const EVENTS: readonly EventView[] = [
  event('Snapshot', 0.01, 'Workbench 11.0: 6 components, waits for 2 more events', { closed: false }),
  event('StressTest', 0.02, '5 min', { marks: ['outOfOrder'] }),
  event('Remove', 12, '1 component taken away', { operation: 'BI-20261109-081502' }),
  event('Snapshot', 12, 'Hardware report: 6 components, 1 came, 1 went', { operation: 'BI-20261109-081502', author: '4711' }),
  event('EreusePrice', 34.01, '€85.00'),
  event('AggregateRating', 34.02, '4.25, high'),
  event('WorkbenchRate', 34.03, 'Appearance B, functionality A', { author: '0815' }),
  event('Install', 34.1, 'LinuxMint 18.01 32b', { name: 'LinuxMint 18.01 32b' }),
  event('EraseSectors', 34.2, '1 step, zeros', { marks: ['late'] }),
  event('TestDataStorage', 34.3, 'Short: completed without error, 24,658 h', { severity: 'Warning' }),
  event('BenchmarkProcessor', 34.4, '27,136'),
  event('Snapshot', 34.5, 'Workbench 11.0: 6 components, 1 came'),
  event('ToRepair', 96, 'Screen hinge is loose', { description: 'Left hinge, two screws are missing.', author: '4711' }),
];

/** A whole page. @param partial the rating of a computer that was not measured whole, from pictures */
export function madePage(row: DeviceListRow, partial = false): DevicePage {
  const here = link(row.id, row.type, row.manufacturer ?? '', row.model ?? '', row.serialNumber);
  const stay = (component: DeviceLink, since: number, until: number | null, now: DeviceLink | null) => ({
    component,
    parent: here,
    since: ago(since),
    sinceEvent: `since-${String(component.id)}`,
    until: until === null ? null : ago(until),
    untilEvent: until === null ? null : `until-${String(component.id)}`,
    untilOperation: until === 12 ? 'BI-20261109-081502' : null,
    now,
  });
  const result = partial ? PARTIAL : RESULT;
  return {
    ...row,
    rating: result.rating,
    range: result.range,
    price: partial ? null : { amount: 85, currency: 'EUR' },
    trading: null,
    physical: 'Prepared',
    componentCount: COMPONENTS.length,
    open: !partial,
    created: ago(240),
    properties: { chassis: 'Microtower', weight: 7.4 },
    parent: null,
    owner: null,
    possessor: partial ? (AGENTS[1] ?? null) : null,
    photos: partial
      ? ['Front', 'Back', 'Keyboard', 'Left side'].map((name, index) => ({
          id: `photo-${String(index)}`,
          imageSet: 'set-1',
          name,
          fileFormat: 'png',
          orientation: 'Horizontal',
          at: ago(3),
          rating: [9.2, 8.1, 5.5, null][index] ?? null,
        }))
      : [],
    components: [...COMPONENTS],
    composition: [
      stay(BOARD, 240, null, here),
      stay(CPU, 240, null, here),
      stay(RAM_A, 240, null, here),
      stay(NIC, 12, null, here),
      stay(RAM_B, 34, null, here),
      stay(DISK, 96, null, here),
      stay(NIC_GONE, 240, 12, OTHER),
      stay(DISK_GONE, 180, 96, null),
    ],
    events: [...EVENTS],
    eventCount: EVENTS.length,
    ratingDetails: {
      event: 'rating-1',
      software: 'ECost',
      version: '1.0',
      at: ago(34),
      result,
      photos: partial ? 3 : 0,
      photosWaiting: partial ? 1 : 0,
      others: [{ software: 'ECost', version: '1.1', rating: 4.19, range: 'HIGH' }],
    },
    priceDetails: partial
      ? null
      : {
          event: 'price-1',
          at: ago(34),
          amount: 85,
          currency: 'EUR',
          software: 'Ereuse',
          version: '1.0',
          shares: {
            refurbisher: {
              standard: { amount: 29.85, percentage: 0.3512 },
              warranty2: { amount: 40.31, percentage: 0.4742 },
            },
            retailer: { standard: { amount: 37.77, percentage: 0.4443 }, warranty2: { amount: 50.98, percentage: 0.5998 } },
            platform: { standard: { amount: 17.37, percentage: 0.2043 }, warranty2: { amount: 23.44, percentage: 0.2758 } },
            warranty2: 114.73,
          },
        },
    tagDetails: row.tags.map((id) => ({
      id,
      secondary: null,
      organization: null,
      provider: null,
      device: here,
      created: ago(240),
    })),
    scans: [
      { operation: 'BI-20261109-081502', at: ago(12), snapshot: 's2', added: 1, removed: 1 },
      { operation: 'BI-20261018-142233', at: ago(34), snapshot: 's1', added: 0, removed: 0 },
    ],
    openSnapshots: partial
      ? []
      : [
          {
            id: 'open-1',
            uuid: 'cb8ce6b5-6a1b-4084-b5b9-d8fadad2a015',
            device: here,
            since: ago(0.2),
            lastEventAt: ago(0.1),
            expected: [
              { type: 'Benchmark', met: true },
              { type: 'TestDataStorage', met: true },
              { type: 'StressTest', met: true },
              { type: 'EraseSectors', met: false },
              { type: 'Install', met: false },
            ],
            missing: ['EraseSectors', 'Install'],
            stalled: true,
          },
        ],
  };
}

export const AGENTS: readonly AgentView[] = [
  { name: 'Schools of the town', type: 'Organization', roles: [] },
  { name: 'Green Loop Recycling', type: 'Organization', roles: ['RecyclingCenter'] },
  { name: 'Marta Puig', type: 'Person', roles: [] },
].map((agent, index) => ({
  id: `agent-${String(index)}`,
  taxId: null,
  email: null,
  telephone: null,
  created: ago(300),
  ...agent,
  type: agent.type === 'Person' ? 'Person' : 'Organization',
}));
