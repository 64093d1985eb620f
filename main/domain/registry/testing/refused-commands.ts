import type { Role } from '../../../../protocol/people';
import type { RegistryCommand } from '../transaction';
import type { MemoryRegistry } from './memory-registry';
import { keyOf } from './answers';
import { desktop, tagged, workbench } from './payloads';

/** One command that the registry refuses, or accepts with notes on what it did not understand. */
export interface RemarkedCommand {
  /** What is wrong with it. */
  readonly name: string;
  readonly command: RegistryCommand;
  /** Of who hands it in. */
  readonly role?: Role;
}

const NOBODY = '0f0f0f0f-0000-4000-8000-0000000000ff';
const TIME = '2026-01-01T10:00:00Z';
const PICTURE = { name: 'front', fileFormat: 'png', orientation: 'Vertical', content: 'AAAA' };
const DISK = { type: 'HardDrive', manufacturer: 'm', model: 'm', serialNumber: 'disk' };
const MONITOR = { type: 'ComputerMonitor', manufacturer: 'lg', model: '24', serialNumber: 'screen' };
const HOSTILE = `a\u202eb${'x'.repeat(80)}`;

const uuid = (count: number): string => `0f0f0f0f-0000-4000-8000-${String(count).padStart(12, '0')}`;
const snapshot = (body: unknown): RegistryCommand => ({ kind: 'submit', as: 'snapshot', body });
const event = (body: unknown): RegistryCommand => ({ kind: 'submit', as: 'event', body });
const tags = (ids: readonly string[], over: object = {}): RegistryCommand => ({
  kind: 'createTags',
  ids,
  organization: null,
  provider: null,
  ...over,
});
const agent = (body: unknown): RegistryCommand => ({ kind: 'createAgent', body });
const close = (name: string, reason: unknown): RegistryCommand => ({ kind: 'closeSnapshot', snapshot: name, reason });
const fromApp = (device: object, over: object = {}): object => ({
  type: 'Snapshot',
  software: 'AndroidApp',
  version: '2.0.0',
  device,
  ...over,
});
const fromScan = (device: object): object => ({ type: 'Snapshot', software: 'BurnInConsole', version: '1.0', device });

/**
 * Every way in which the registry refuses a command or leaves something out, at least once: in a registry with two computers, a monitor,
 * an open and a closed Snapshot, pictures, tags and agents, which is filled here.
 */
export function remarkedCommands(registry: MemoryRegistry): readonly RemarkedCommand[] {
  const made = (command: RegistryCommand): unknown => {
    const decided = registry.run(command);
    if (!decided.ok) throw new Error(`The cast was refused: ${JSON.stringify(decided.error)}`);
    return decided.value.answer.body;
  };
  const idOf = (command: RegistryCommand): string => String(keyOf(made(command), 'id'));
  const center = idOf(agent({ type: 'Organization', name: 'Scrap', roles: ['RecyclingCenter'] }));
  const person = idOf(agent({ type: 'Person', name: 'Ann' }));
  const software = idOf(agent({ type: 'Software', name: 'Eye' }));
  made(tags(['tag-a', 'tag-b', 'tag-c', 'shared']));
  made(tags(['shared'], { organization: center }));
  const open = idOf(
    snapshot(workbench(desktop(tagged('tag-a')), [DISK], { uuid: uuid(1), expectedEvents: ['StressTest', 'Install'] })),
  );
  const second = desktop({ serialNumber: 'sn2', ...tagged('tag-b') });
  const closed = idOf(snapshot(workbench(second, [], { uuid: uuid(2) })));
  const [computer, disk, other] = [1, 2, 3];
  made(snapshot(fromApp(MONITOR)));
  made(event({ type: 'ImageSet', device: computer, images: [PICTURE] }));
  const image = registry.state().images[0]?.id ?? '';
  const reserve = idOf(event({ type: 'Reserve', devices: [computer] }));
  const price = idOf(event({ type: 'Price', device: other, price: 10 }));
  made(snapshot(fromScan({ type: 'Computer', serialNumber: 'twin', manufacturer: 'one' })));
  made(snapshot(workbench(desktop({ serialNumber: 'twin', manufacturer: 'two', model: 'x' }), [], { uuid: uuid(3) })));
  made(
    snapshot(
      workbench({ type: 'Computer', chassis: null, manufacturer: 'h', model: 'h', serialNumber: 'general' }, [], {
        uuid: uuid(4),
      }),
    ),
  );
  const grades = { assembling: 1, parts: 1, buttons: 1, dents: 1, decolorization: 1, scratches: 1 };
  const rate = { device: computer, image, ...grades, tagAlignment: 1, tagAdhesive: 1, dirt: 1 };
  const benchmark = { type: 'BenchmarkProcessor', rate: 1 };

  return [
    // ---------------------------------------------------------------- what a submission is
    { name: 'no object', command: snapshot('text') },
    { name: 'a device that is no object', command: snapshot(fromApp(MONITOR, { device: 7 })) },
    { name: 'a type of Snapshot', command: snapshot({ type: `Shot ${HOSTILE}` }) },
    { name: 'no type of event', command: event({ type: HOSTILE }) },
    { name: 'an event without type', command: event({}) },
    { name: 'an event of the registry', command: event({ type: 'AggregateRating', device: computer }) },
    { name: 'a group of events', command: event({ type: 'Erase', device: computer }) },
    { name: 'a Snapshot as event', command: event({ type: 'Snapshot' }) },
    { name: 'Workbench 10', command: snapshot({ '@type': 'devices:Snapshot', device: {} }) },
    { name: 'raw output', command: snapshot({ data: {} }) },
    { name: 'no software', command: snapshot(fromApp(MONITOR, { software: 'Word' })) },
    { name: 'no version', command: snapshot(fromApp(MONITOR, { version: HOSTILE })) },
    { name: 'a version that is none', command: snapshot(fromApp(MONITOR, { version: 'one' })) },
    { name: 'an old Workbench', command: snapshot(workbench(desktop(), [], { version: '10.0' })) },
    { name: 'Workbench without uuid', command: snapshot(workbench(desktop(), [], { uuid: null })) },
    { name: 'an app with elapsed', command: snapshot(fromApp(MONITOR, { elapsed: 4 })) },
    { name: 'Workbench without components', command: snapshot(workbench(desktop(), [], { components: null })) },
    { name: 'an app with components', command: snapshot(fromApp(desktop(), { components: [] })) },
    { name: 'components of a monitor', command: snapshot(workbench(MONITOR, [DISK])) },
    { name: 'no chassis', command: snapshot(workbench({ type: 'Desktop', manufacturer: 'm', model: 'm', serialNumber: 's' })) },
    { name: 'a type of device', command: snapshot(workbench(desktop({ type: HOSTILE }))) },
    { name: 'an abstract type of device', command: snapshot(fromApp({ type: 'Component' })) },
    { name: 'expects what is no phase', command: snapshot(workbench(desktop(), [], { expectedEvents: ['Sell'] })) },
    { name: 'expects a number', command: snapshot(workbench(desktop(), [], { expectedEvents: [7] })) },
    {
      name: 'expects too much',
      command: snapshot(workbench(desktop(), [], { expectedEvents: Array.from({ length: 1001 }, () => 'Install') })),
    },
    { name: 'expects no list', command: snapshot(workbench(desktop(), [], { expectedEvents: 'Install' })) },
    { name: 'a wrong uuid', command: snapshot(workbench(desktop(), [], { uuid: 'x' })) },
    { name: 'a uuid that is taken', command: snapshot(workbench(desktop({ serialNumber: 'new' }), [], { uuid: uuid(1) })) },
    { name: 'a word for a flag', command: snapshot(workbench(desktop(), [], { closed: 'yes' })) },
    { name: 'a wrong time', command: snapshot(workbench(desktop(), [], { endTime: 'yesterday' })) },
    { name: 'a day that is none', command: snapshot(workbench(desktop(), [], { endTime: '2026-13-45' })) },
    { name: 'an end before the start', command: snapshot(workbench(desktop(), [], { startTime: TIME, endTime: TIME })) },
    { name: 'a name that is too long', command: snapshot(workbench(desktop(), [], { name: 'x'.repeat(200) })) },
    { name: 'a length that cannot be compared', command: snapshot(workbench(desktop({ model: { length: { toString: '' } } }))) },

    // ---------------------------------------------------------------- values of a device
    { name: 'a word for a number', command: snapshot(fromApp({ ...MONITOR, size: 'large' })) },
    { name: 'a word for a weight', command: snapshot(fromApp({ ...MONITOR, weight: 'heavy' })) },
    { name: 'a number below', command: snapshot(fromApp({ ...MONITOR, size: 0 })) },
    { name: 'a number above', command: snapshot(fromApp({ ...MONITOR, resolutionWidth: 1e6 })) },
    { name: 'a number for a text', command: snapshot(fromApp({ ...MONITOR, color: 7 })) },
    { name: 'a chassis', command: snapshot(workbench(desktop({ chassis: 'Sphere' }))) },
    { name: 'an IMEI', command: snapshot(fromApp({ type: 'Smartphone', imei: '123' })) },
    { name: 'a MEID', command: snapshot(fromApp({ type: 'Smartphone', meid: 'zz' })) },
    { name: 'a tag without id', command: snapshot(fromApp({ ...MONITOR, tags: [{ id: '' }] })) },
    { name: 'a tag that is no object', command: snapshot(fromApp({ ...MONITOR, tags: ['tag-a'] })) },

    // ---------------------------------------------------------------- which device it is
    { name: 'needs an id', command: snapshot(fromApp({ type: 'Desktop', chassis: null })) },
    {
      name: 'a placeholder',
      command: snapshot(fromApp({ type: 'Desktop', chassis: null, serialNumber: 'To be filled by O.E.M.' })),
    },
    { name: 'no such tag', command: snapshot(fromApp({ ...MONITOR, ...tagged(HOSTILE) })) },
    { name: 'a tag of several', command: snapshot(fromApp({ ...MONITOR, ...tagged('shared') })) },
    { name: 'tags of two devices', command: snapshot(fromApp(desktop(tagged('tag-a', 'tag-b')))) },
    { name: 'the tag of another device', command: snapshot(fromApp(desktop(tagged('tag-b')))) },
    {
      name: 'a tag on something else',
      command: snapshot(fromApp({ type: 'Desktop', chassis: null, model: 'other', ...tagged('tag-a') })),
    },
    { name: 'a component in place of its computer', command: snapshot(fromApp({ ...DISK, type: 'Desktop', chassis: null })) },
    { name: 'a serial number of several', command: snapshot(fromScan({ type: 'Computer', serialNumber: 'twin' })) },
    { name: 'one identity, two descriptions', command: snapshot(workbench(desktop(), [DISK, { ...DISK, size: 7 }])) },
    {
      name: 'the computer in itself',
      command: snapshot(workbench(desktop(), [{ ...DISK, manufacturer: 'ma', model: 'mo', serialNumber: 'sn' }])),
    },
    {
      name: 'a monitor as component',
      command: snapshot(workbench(desktop(), [{ type: 'HardDrive', manufacturer: 'lg', model: '24', serialNumber: 'screen' }])),
    },

    // ---------------------------------------------------------------- events inside a Snapshot
    { name: 'a trade inside', command: snapshot(workbench(desktop(), [{ ...DISK, events: [{ type: 'Sell' }] }])) },
    { name: 'a Snapshot inside', command: snapshot(workbench(desktop({ events: [{ type: 'Snapshot' }] }))) },
    {
      name: 'an event that is not about it',
      command: snapshot(workbench(desktop({ events: [{ type: 'TestDataStorage', elapsed: 1 }] }))),
    },
    { name: 'an event without a field', command: snapshot(workbench(desktop({ events: [{ type: 'StressTest' }] }))) },
    {
      name: 'grades without one',
      command: snapshot(workbench(desktop({ events: [{ type: 'WorkbenchRate', appearanceRange: 'A' }] }))),
    },

    // ---------------------------------------------------------------- events
    { name: 'no device', command: event({ type: 'ToRepair' }) },
    { name: 'no such device', command: event({ type: 'ToRepair', device: 99 }) },
    { name: 'one of several is none', command: event({ type: 'ToRepair', devices: [computer, 99] }) },
    { name: 'no number of a device', command: event({ type: 'ToRepair', devices: ['x'] }) },
    { name: 'no number of one device', command: event({ type: 'Price', device: 0, price: 1 }) },
    { name: 'many for one', command: event({ type: 'Price', devices: [computer, other], price: 1 }) },
    { name: 'no such Snapshot', command: event({ type: 'StressTest', elapsed: 1, snapshot: NOBODY }) },
    { name: 'no UUID of a Snapshot', command: event({ type: 'StressTest', elapsed: 1, snapshot: 'x' }) },
    { name: 'not of a Snapshot', command: event({ type: 'Sell', to: person, snapshot: uuid(1) }) },
    { name: 'not in the Snapshot', command: event({ type: 'StressTest', elapsed: 1, snapshot: uuid(1), device: other }) },
    {
      name: 'a grade of a disk',
      command: event({ type: 'WorkbenchRate', device: disk, appearanceRange: 'A', functionalityRange: 'A' }),
    },
    { name: 'no picture', command: event({ type: 'ImageSet', device: computer, images: [] }) },
    { name: 'no base64', command: event({ type: 'ImageSet', device: computer, images: [{ ...PICTURE, content: '####' }] }) },
    { name: 'an empty picture', command: event({ type: 'ImageSet', device: computer, images: [{ ...PICTURE, content: '' }] }) },
    {
      name: 'no format of a picture',
      command: event({ type: 'ImageSet', device: computer, images: [{ ...PICTURE, fileFormat: 'gif' }] }),
    },
    { name: 'no such picture', command: event({ type: 'PhotoboxUserRate', ...rate, image: NOBODY }) },
    { name: 'the picture of another', command: event({ type: 'PhotoboxUserRate', ...rate, device: other }) },
    { name: 'a software as user', command: event({ type: 'PhotoboxUserRate', ...rate, agent: software }) },
    {
      name: 'a person as program',
      command: event({ type: 'PhotoboxAIRate', device: computer, image, rating: 5, agent: person }),
    },
    { name: 'a grade above', command: event({ type: 'PhotoboxUserRate', ...rate, dirt: 4 }) },
    { name: 'a currency', command: event({ type: 'Price', device: computer, price: 1, currency: 'euro' }) },
    { name: 'no amount', command: event({ type: 'Price', device: computer }) },
    {
      name: 'a grade without a range',
      command: event({ type: 'WorkbenchRate', device: computer, appearanceRange: 'X', functionalityRange: 'A' }),
    },
    {
      name: 'steps in disorder',
      command: event({ type: 'EraseBasic', device: disk, steps: [{ type: 'StepZero', startTime: TIME, endTime: TIME }] }),
    },
    { name: 'steps of no kind', command: event({ type: 'EraseBasic', device: disk, steps: [{ type: 'StepOne' }] }) },
    { name: 'address bits', command: event({ type: 'Install', device: disk, name: 'Debian', elapsed: 1, address: 7 }) },
    { name: 'an elapsed time in hours', command: event({ type: 'StressTest', device: computer, elapsed: '1 h' }) },

    // ---------------------------------------------------------------- trades
    { name: 'no such agent', command: event({ type: 'ToRepair', devices: [computer], agent: NOBODY }) },
    { name: 'a software as owner', command: event({ type: 'Sell', devices: [computer], to: software }) },
    { name: 'no recycling center', command: event({ type: 'DisposeWaste', devices: [computer], agent: person }) },
    { name: 'reserved already', command: event({ type: 'Reserve', devices: [computer] }) },
    { name: 'not reserved', command: event({ type: 'CancelReservation', devices: [other] }) },
    { name: 'nobody receives', command: event({ type: 'Receive', devices: [computer] }) },
    { name: 'sold to nobody', command: event({ type: 'Sell', devices: [computer] }) },
    { name: 'confirms nothing', command: event({ type: 'Sell', devices: [computer], to: person, confirms: NOBODY }) },
    { name: 'confirms a price', command: event({ type: 'Sell', devices: [computer], to: person, confirms: price }) },
    { name: 'confirms what is of another', command: event({ type: 'Sell', devices: [other], to: person, confirms: reserve }) },
    { name: 'no price', command: event({ type: 'Sell', devices: [computer], to: person, price: 'cheap' }) },
    { name: 'recovered into nothing', command: event({ type: 'Recover', devices: [computer], agent: center, product: 99 }) },
    { name: 'recovered into itself', command: event({ type: 'Recover', devices: [computer], agent: center, product: computer }) },
    {
      name: 'recovered into what is there',
      command: event({ type: 'Recover', devices: [computer], agent: center, product: MONITOR }),
    },

    // ---------------------------------------------------------------- tags, agents, closing
    { name: 'no tags', command: tags([]) },
    { name: 'two with one second id', command: tags(['x', 'y'], { secondary: 'z' }) },
    { name: 'a tag twice', command: tags([HOSTILE.slice(0, 60), HOSTILE.slice(0, 60)]) },
    { name: 'no name of a tag', command: tags([`a/${HOSTILE}`]) },
    { name: 'an eTag', command: tags(['FO-123456']) },
    { name: 'a tag that is there', command: tags(['tag-c']) },
    { name: 'tags of nobody', command: tags(['x'], { organization: NOBODY }) },
    { name: 'an agent that is there', command: agent({ type: 'Person', name: 'Scrap' }) },
    { name: 'a person with a role', command: agent({ type: 'Person', name: 'Bo', roles: ['RecyclingCenter'] }) },
    { name: 'an agent without name', command: agent({ type: 'Person', name: ' ' }) },
    { name: 'an agent without type', command: agent({ name: 'Bo' }) },
    { name: 'an agent with a strange role', command: agent({ type: 'Organization', name: 'Bo', roles: ['King'] }) },
    { name: 'closes nothing', command: close(HOSTILE, 'broken') },
    { name: 'closes without a reason', command: close(uuid(1), ' ') },
    { name: 'closes what is closed', command: close(closed, 'broken') },

    // ---------------------------------------------------------------- rights
    { name: 'an operator adds an agent', command: agent({ type: 'Person', name: 'Bo' }), role: 'operator' },
    { name: 'an operator sells', command: event({ type: 'Sell', devices: [computer], to: person }), role: 'operator' },

    // ---------------------------------------------------------------- accepted, with notes
    {
      name: 'unknown keys, words, types and what cannot be right',
      command: snapshot(
        workbench(
          desktop({ colour: 'red', events: [{ type: 'Weigh' }], actions: [{ type: 'MeasureWattage' }] }),
          [
            { type: 'Laser' },
            { type: HOSTILE },
            { type: 'HardDrive', interface: 'NVMe9', size: 'large' },
            { type: 'SolidStateDrive', interface: 'NVMe9', [`key ${HOSTILE} \``]: 1 },
            { type: 'Desktop', chassis: 'Tower' },
            { ...DISK, ...tagged('tag-c'), events: [benchmark, { type: 'TestDataStorage' }, 7, {}] },
            { type: 'Processor', cores: 2, actions: [{ type: 'Glow' }, { type: 'TestDataStorage', elapsed: 1 }] },
            'text',
          ],
          { uuid: uuid(5), expectedEvents: ['Weigh'], colour: 'red', steps: null },
        ),
      ),
    },
    {
      name: 'an event with an unknown key',
      command: event({ type: 'StressTest', elapsed: 1, device: computer, snapshot: open, debug: 1, sub: { x: 1 } }),
    },
  ];
}
