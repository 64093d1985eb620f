import { DEVICE_TYPES, type DeviceType } from '../../../../protocol/registry/device-types';

/** Types as the rows of devices and their indexes hold them. What is stored once keeps its number; a new type gets the next. */
const TYPE_CODES = {
  Device: 0,
  Computer: 1,
  Desktop: 2,
  Laptop: 3,
  Server: 4,
  Monitor: 5,
  ComputerMonitor: 6,
  TelevisionSet: 7,
  Mobile: 8,
  Smartphone: 9,
  Tablet: 10,
  Cellphone: 11,
  Component: 12,
  GraphicCard: 13,
  DataStorage: 14,
  HardDrive: 15,
  SolidStateDrive: 16,
  Motherboard: 17,
  NetworkAdapter: 18,
  Processor: 19,
  RamModule: 20,
  SoundCard: 21,
  Display: 22,
  Battery: 23,
  ComputerAccessory: 24,
  Keyboard: 25,
  Mouse: 26,
  MemoryCardReader: 27,
  SAI: 28,
  Networking: 29,
  Router: 30,
  Switch: 31,
  Hub: 32,
  WirelessAccessPoint: 33,
  Printer: 34,
  LabelPrinter: 35,
  Sound: 36,
  Microphone: 37,
  Video: 38,
  VideoScaler: 39,
  Videoconference: 40,
  RecoveredMaterial: 41,
} as const satisfies Readonly<Record<DeviceType, number>>;

const TYPES = new Map<number, DeviceType>(DEVICE_TYPES.map((type) => [TYPE_CODES[type], type]));

export function typeCode(type: DeviceType): number {
  return TYPE_CODES[type];
}

/** @throws Error for a number that stands for no type */
export function typeOfCode(code: number): DeviceType {
  const type = TYPES.get(code);
  if (type === undefined) throw new Error(`No type of device has the number ${code}.`);
  return type;
}

/** SQL that makes the number of the type whose name an expression gives. */
export function typeCodeSql(name: string): string {
  return `case ${name} ${DEVICE_TYPES.map((type) => `when '${type}' then ${TYPE_CODES[type]}`).join(' ')} end`;
}
