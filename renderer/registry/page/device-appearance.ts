import {
  AppWindow,
  BatteryMedium,
  Bookmark,
  Box,
  CalendarClock,
  CircleCheck,
  CircleSlash,
  CircuitBoard,
  Cpu,
  Eraser,
  Gauge,
  Gift,
  HandCoins,
  HardDrive,
  Headphones,
  Image,
  Keyboard,
  Laptop,
  MemoryStick,
  Microchip,
  Monitor,
  Mouse,
  Network,
  PackageCheck,
  PackageMinus,
  PackageOpen,
  PackageX,
  Power,
  Printer,
  Recycle,
  Router,
  ScanSearch,
  Server,
  Smartphone,
  Sprout,
  Star,
  Tag,
  TestTube,
  Trash2,
  Truck,
  Undo2,
  Unlink,
  Wrench,
  type LucideIcon,
} from 'lucide-react';
import type { DeviceAct } from '../../../protocol/device-acts';
import type { DeviceType } from '../../../protocol/registry/device-types';
import { eventFacts, type EventFamily, type EventType } from '../../../protocol/registry/event-types';
import { isA } from '../../../protocol/registry/type-trees';
import type { PhysicalState, RatingRange, TradingState } from '../../../protocol/registry/vocabulary';
import type { Look } from '../../ui/status-look';

/** Most special first. */
const TYPE_ICONS: readonly (readonly [DeviceType, LucideIcon])[] = [
  ['Laptop', Laptop],
  ['Server', Server],
  ['Computer', Monitor],
  ['Monitor', Monitor],
  ['Mobile', Smartphone],
  ['GraphicCard', Microchip],
  ['DataStorage', HardDrive],
  ['Motherboard', CircuitBoard],
  ['NetworkAdapter', Network],
  ['Processor', Cpu],
  ['RamModule', MemoryStick],
  ['SoundCard', Headphones],
  ['Display', Monitor],
  ['Battery', BatteryMedium],
  ['Keyboard', Keyboard],
  ['Mouse', Mouse],
  ['Networking', Router],
  ['Printer', Printer],
];

/** The outline of a kind of device. */
export function iconOf(type: DeviceType): LucideIcon {
  return TYPE_ICONS.find(([ancestor]) => isA(type, ancestor))?.[1] ?? Box;
}

export const RANGE_TONE: Readonly<Record<RatingRange, Look['tone']>> = {
  HIGH: 'pass',
  MEDIUM: 'unknown',
  LOW: 'silent',
  VERY_LOW: 'unchecked',
};

export const TRADING_LOOK: Readonly<Record<TradingState, Look>> = {
  Reserved: { Icon: Bookmark, tone: 'unknown' },
  Cancelled: { Icon: CircleSlash, tone: 'wait' },
  Sold: { Icon: HandCoins, tone: 'pass' },
  Donated: { Icon: Gift, tone: 'pass' },
  Renting: { Icon: CalendarClock, tone: 'pass' },
  ToBeDisposed: { Icon: Trash2, tone: 'silent' },
  ProductDisposed: { Icon: PackageX, tone: 'unchecked' },
  WasteDisposed: { Icon: Trash2, tone: 'unchecked' },
  Recovered: { Icon: Recycle, tone: 'unchecked' },
};

export const PHYSICAL_LOOK: Readonly<Record<PhysicalState, Look>> = {
  ToBeRepaired: { Icon: Wrench, tone: 'silent' },
  Repaired: { Icon: Wrench, tone: 'pass' },
  Preparing: { Icon: PackageOpen, tone: 'wait' },
  Prepared: { Icon: PackageCheck, tone: 'unknown' },
  ReadyToBeUsed: { Icon: CircleCheck, tone: 'pass' },
  InUse: { Icon: Power, tone: 'unknown' },
};

export const ACT_ICONS: Readonly<Record<DeviceAct, LucideIcon>> = {
  ToRepair: Wrench,
  Repair: Wrench,
  ToPrepare: PackageOpen,
  Prepare: PackageCheck,
  ReadyToUse: CircleCheck,
  Reserve: Bookmark,
  CancelReservation: CircleSlash,
  Sell: HandCoins,
  Donate: Gift,
  Rent: CalendarClock,
  CancelTrade: Undo2,
  Receive: Truck,
  ToDispose: Trash2,
  DisposeProduct: PackageX,
  DisposeWaste: Trash2,
  Recover: Recycle,
};

const FAMILY_ICONS: Readonly<Record<EventFamily, LucideIcon>> = {
  plain: Box,
  snapshot: ScanSearch,
  erasure: Eraser,
  install: AppWindow,
  test: TestTube,
  dataStorageTest: TestTube,
  benchmark: Gauge,
  manualRate: Star,
  photoboxRate: Image,
  aggregateRating: Star,
  price: Tag,
  imageSet: Image,
  trade: HandCoins,
  receive: Truck,
  allocate: PackageOpen,
  recover: Sprout,
  live: Power,
  migrate: Truck,
};

/** The outline of a kind of event. */
export function eventIcon(type: EventType): LucideIcon {
  if (type === 'Remove') return Unlink;
  if (type === 'Add') return PackageMinus;
  const act: LucideIcon | undefined = Object.hasOwn(ACT_ICONS, type) ? ACT_ICONS[type as DeviceAct] : undefined;
  return act ?? FAMILY_ICONS[eventFacts(type).family];
}
