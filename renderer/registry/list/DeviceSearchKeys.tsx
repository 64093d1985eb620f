import { useGoToCode } from './DeviceSearch';

/** On a device's page a scanned label opens the device that it names. */
export function DeviceSearchKeys() {
  useGoToCode();
  return null;
}
