import { Tag, X } from 'lucide-react';
import { Button, Group } from 'react-aria-components';
import { ActMenu } from '../actions/ActMenu';
import { type ActDevice, devicesState, type LabelText, useDevices } from './devices-state';
import { deviceMessages } from '../messages';
import { deviceName } from '../labels';

/** What can be done with the selected devices. */
export function SelectionBar() {
  const selected = useDevices((state) => state.selected);
  const devices = [...selected.values()];
  const labels = devices.flatMap(labelsOf);
  const { list } = deviceMessages;
  return (
    <Group className="selection" aria-label={deviceMessages.names.acts}>
      <b className="selection-count">{list.selected({ count: devices.length })}</b>
      <Button className="button icon" aria-label={list.clear} onPress={() => devicesState.select([])}>
        <X aria-hidden size={20} />
      </Button>
      <span className="grow" />
      <Button
        className="button"
        isDisabled={labels.length === 0}
        onPress={() => devicesState.show({ kind: 'labels', tags: labels })}
      >
        <Tag aria-hidden size={20} />
        {labels.length === 0 ? list.noTags : list.labels({ count: labels.length })}
      </Button>
      <ActMenu label={list.actOn({ count: devices.length })} devices={devices} primary />
    </Group>
  );
}

/** One label for each tag of a device. */
export function labelsOf(device: ActDevice): LabelText[] {
  return device.tags.map((tag) => ({ tag, name: deviceName(device), serialNumber: device.serialNumber }));
}
