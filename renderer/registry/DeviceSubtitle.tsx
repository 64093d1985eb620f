import { deviceName } from './labels';

/** The device that a dialog is about, under its title. */
export function DeviceSubtitle({ device }: { readonly device: Parameters<typeof deviceName>[0] }) {
  return (
    <span className="dim">
      <bdi>{deviceName(device)}</bdi>
    </span>
  );
}
