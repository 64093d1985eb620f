/** Every type of device with its parent type. `null` is the root. */
const DEVICE_PARENTS = {
  Device: null,
  Computer: 'Device',
  Desktop: 'Computer',
  Laptop: 'Computer',
  Server: 'Computer',
  Monitor: 'Device',
  ComputerMonitor: 'Monitor',
  TelevisionSet: 'Monitor',
  Mobile: 'Device',
  Smartphone: 'Mobile',
  Tablet: 'Mobile',
  Cellphone: 'Mobile',
  Component: 'Device',
  GraphicCard: 'Component',
  DataStorage: 'Component',
  HardDrive: 'DataStorage',
  SolidStateDrive: 'DataStorage',
  Motherboard: 'Component',
  NetworkAdapter: 'Component',
  Processor: 'Component',
  RamModule: 'Component',
  SoundCard: 'Component',
  Display: 'Component',
  Battery: 'Component',
  ComputerAccessory: 'Device',
  Keyboard: 'ComputerAccessory',
  Mouse: 'ComputerAccessory',
  MemoryCardReader: 'ComputerAccessory',
  SAI: 'ComputerAccessory',
  Networking: 'Device',
  Router: 'Networking',
  Switch: 'Networking',
  Hub: 'Networking',
  WirelessAccessPoint: 'Networking',
  Printer: 'Device',
  LabelPrinter: 'Printer',
  Sound: 'Device',
  Microphone: 'Sound',
  Video: 'Device',
  VideoScaler: 'Video',
  Videoconference: 'Video',
  /** What a recycling center made of scrapped devices. */
  RecoveredMaterial: 'Device',
} as const;

export type DeviceType = keyof typeof DEVICE_PARENTS;

export const DEVICE_TYPES: readonly DeviceType[] = Object.keys(DEVICE_PARENTS) as DeviceType[];

/** Types that name a group only; no device is registered as one of them. */
export const ABSTRACT_DEVICE_TYPES: readonly DeviceType[] = ['Device', 'Component'];

export function isDeviceType(text: string): text is DeviceType {
  return Object.hasOwn(DEVICE_PARENTS, text);
}

/** The type that this one is a kind of; null for the root. */
export function deviceParent(type: DeviceType): DeviceType | null {
  return DEVICE_PARENTS[type];
}
