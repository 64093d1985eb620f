import { create } from 'zustand';
import type { DeviceAct } from '../../../protocol/device-acts';
import type { DeviceListRow, DeviceQuery, DeviceSort, OpenSnapshotView } from '../../../protocol/registry/views';
import type { DeviceType } from '../../../protocol/registry/device-types';
import type { PhysicalState, RatingRange, TradingState } from '../../../protocol/registry/vocabulary';
import { goTo, useScreen } from '../../store/screen';

export interface DeviceFilters {
  readonly text: string;
  readonly type: DeviceType | null;
  readonly trading: TradingState | null;
  readonly physical: PhysicalState | null;
  readonly model: string | null;
  readonly range: RatingRange | null;
}

export const NO_FILTERS: DeviceFilters = { text: '', type: null, trading: null, physical: null, model: null, range: null };

/** The sheet that lies over the devices screen. */
export type DeviceSheet =
  | { readonly kind: 'grade' | 'pictures' | 'ratePictures' | 'tag' }
  | { readonly kind: 'labels'; readonly tags: readonly LabelText[] }
  | { readonly kind: 'act'; readonly act: DeviceAct; readonly devices: readonly ActDevice[] }
  | { readonly kind: 'files'; readonly files: readonly File[] }
  | { readonly kind: 'closeSnapshot'; readonly open: OpenSnapshotView }
  | { readonly kind: 'waiting' };

/** What a person must see of a device before something is done to it. */
export type ActDevice = Pick<DeviceListRow, 'id' | 'type' | 'model' | 'serialNumber' | 'trading' | 'tags'>;

/** What stands on one label. */
export interface LabelText {
  readonly tag: string;
  readonly name: string;
  readonly serialNumber: string | null;
}

interface DevicesState {
  readonly filters: DeviceFilters;
  readonly sort: { readonly by: DeviceSort; readonly descending: boolean };
  /** Selected devices with what is known of them, so that they stay named when the list is narrowed. */
  readonly selected: ReadonlyMap<number, DeviceListRow>;
  /** The device whose page is open. */
  readonly open: number | null;
  /** The pages that one came through, from part to computer and back. */
  readonly trail: readonly number[];
  /** The line of the list with the tab stop. */
  readonly active: number;
  readonly sheet: DeviceSheet | null;
}

const AT_START: DevicesState = {
  filters: NO_FILTERS,
  sort: { by: 'updated', descending: true },
  selected: new Map(),
  open: null,
  trail: [],
  active: 0,
  sheet: null,
};

/** What the operator chose on the devices screens. */
export const useDevices = create<DevicesState>(() => AT_START);
const { setState, getState } = useDevices;
// A sheet is left behind with its screen.
useScreen.subscribe(() => setState({ sheet: null }));

export const devicesState = {
  filter: (change: Partial<DeviceFilters>) =>
    setState(({ filters }) => ({ filters: { ...filters, ...change }, active: 0, open: null, trail: [] })),
  sortBy: (by: DeviceSort) =>
    setState(({ sort }) => ({ sort: { by, descending: sort.by === by ? !sort.descending : by !== 'model' }, active: 0 })),
  setActive: (active: number) => setState({ active }),
  toggle: (row: DeviceListRow) =>
    setState(({ selected }) => {
      const next = new Map(selected);
      if (!next.delete(row.id)) next.set(row.id, row);
      return { selected: next };
    }),
  select: (rows: readonly DeviceListRow[]) => setState({ selected: new Map(rows.map((row) => [row.id, row])) }),
  open: (device: number) => {
    const { open, trail } = getState();
    goTo('devices');
    setState({
      open: device,
      sheet: null,
      trail: open === null || open === device ? trail : [...trail, open],
    });
  },
  /** To the page before, or to the list. */
  back: () => {
    const { trail } = getState();
    setState({ open: trail.at(-1) ?? null, trail: trail.slice(0, -1), sheet: null });
  },
  show: (sheet: DeviceSheet | null) => setState({ sheet }),
  /** As when the window opens. */
  reset: () => {
    goTo('scan');
    setState(AT_START);
  },
} as const;

/** Ratings have two decimals: the least above one range and the greatest of it, as the registry draws the lines. */
export const RANGE_LIMITS: Readonly<Record<RatingRange, { readonly minRating?: number; readonly maxRating?: number }>> = {
  HIGH: { minRating: 4.01 },
  MEDIUM: { minRating: 3.01, maxRating: 4 },
  LOW: { minRating: 2.01, maxRating: 3 },
  VERY_LOW: { maxRating: 2 },
};

type Filter = Omit<DeviceQuery, 'sort' | 'descending' | 'offset' | 'limit'>;

/** The filters as the registry is asked, without the rating. */
export function filterOf({ text, type, trading, physical, model }: DeviceFilters): Filter {
  const query = text.trim();
  return {
    ...(query === '' ? {} : { text: query }),
    ...(type === null ? {} : { type }),
    ...(trading === null ? {} : { trading }),
    ...(physical === null ? {} : { physical }),
    ...(model === null ? {} : { model }),
  };
}

export function hasFilters(filters: DeviceFilters): boolean {
  return Object.entries(NO_FILTERS).some(([name, none]) => filters[name as keyof DeviceFilters] !== none);
}
