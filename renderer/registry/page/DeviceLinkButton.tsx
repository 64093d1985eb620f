import { Button } from 'react-aria-components';
import type { DeviceLink } from '../../../protocol/registry/views';
import { Outside } from '../../text/Outside';
import { DeviceIcon } from './DeviceIcon';
import { devicesState } from '../list/devices-state';
import { deviceName } from '../labels';

/** A device by name and serial number; pressing opens its page. */
export function DeviceLinkButton({ device, bySerial = false }: { readonly device: DeviceLink; readonly bySerial?: boolean }) {
  const { serialNumber } = device;
  return (
    <Button className="device-link" onPress={() => devicesState.open(device.id)}>
      <DeviceIcon type={device.type} size={18} />
      {bySerial && serialNumber !== null ? (
        <Outside text={serialNumber} mono />
      ) : (
        <span className="device-link-name">
          <bdi>{deviceName(device)}</bdi>
        </span>
      )}
    </Button>
  );
}
