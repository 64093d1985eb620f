import type { Journal } from './journal';
import type { Records } from './records';
import type { SetAside } from './set-aside';
import type { Deliveries } from './deliveries';
import type { KeepingTime } from './keeping-time';
import type { People } from './people';
import type { History } from './history';

/** The embedded database: everything that the console has on record. All methods reject only with `AppError`. */
export interface Store extends Journal, Records, SetAside, Deliveries, KeepingTime, People, History {
  readSetting(name: string): Promise<string | null>;
  writeSetting(name: string, value: string): Promise<void>;
  close(): Promise<void>;
}
