import { useCallback } from 'react';
import { MAX_DEVICES_AT_ONCE } from '../../../protocol/device-acts';
import type { DeviceListRow } from '../../../protocol/registry/views';
import { useConsole } from '../../store/console-context';
import { filterOf, RANGE_LIMITS, useDevices } from './devices-state';

/** Reads every device of the list as it is narrowed now, up to as many as may be acted on at once. */
export function useAllRows(): () => Promise<readonly DeviceListRow[]> {
  const { askOrTell } = useConsole();
  return useCallback(async () => {
    const { filters, sort } = useDevices.getState();
    const range = filters.range === null ? {} : RANGE_LIMITS[filters.range];
    const list = await askOrTell('registry.devices', {
      ...filterOf(filters),
      ...range,
      sort: sort.by,
      descending: sort.descending,
      limit: MAX_DEVICES_AT_ONCE,
    });
    return list?.rows ?? [];
  }, [askOrTell]);
}
