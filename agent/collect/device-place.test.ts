import { describe, expect, it } from 'vitest';
import { placeOfDevice } from './device-place';

describe('placeOfDevice', () => {
  it.each([
    ['/sys/devices/pci0000:00/0000:00:1c.0/0000:04:00.0', 'pci', '0000:04:00.0'],
    ['/sys/devices/pci0000:00/0000:00:03.0/virtio2', 'virtio', '0000:00:03.0'],
    ['/sys/devices/platform/a000000.virtio_mmio/virtio0', 'virtio', null],
    ['/sys/devices/pci0000:00/0000:00:14.0/usb2/2-1/2-1:1.0', 'usb', '0000:00:14.0'],
    ['/sys/devices/platform/soc/fd000000.usb/usb1/1-1/1-1:1.0', 'usb', null],
    ['/sys/devices/platform/soc/fe300000.ethernet', 'platform', null],
    ['/sys/devices/platform/soc/f8000000.pcie/pci0002:00/0002:00:00.0/0002:01:00.0', 'pci', '0002:01:00.0'],
    ['/sys/devices/pci0000:00/0000:00:1e.0/0000:02:0e.0/ssb0:0', 'pci', '0000:02:0e.0'],
    ['/sys/devices/pci0000:00/0000:00:1c.0/0000:01:00.0/mdio_bus/mv88e6xxx-0/mdio-0:01', 'other', '0000:01:00.0'],
    ['/sys/devices/pci0000:00/0000:00:0e.0/pci10000:e0/10000:e0:1d.0/10000:e1:00.0', 'pci', '10000:e1:00.0'],
    ['/sys/devices/pci12345678:00/12345678:00:00.7', 'pci', '12345678:00:00.7'],
    ['/sys/devices/vif-0', 'other', null],
  ])('%s', (path, bus, pciAddress) => {
    expect(placeOfDevice(path)).toEqual({ bus, pciAddress });
  });
});
