import type { ScanNotice } from '../../../protocol/model';
import type { ScanSession } from './state';

/** What concerns many devices at once, so that nobody has to find out device by device. */
export function noticesOf({ devices, renamed }: ScanSession): ScanNotice[] {
  if (renamed.size === 0) return [];
  const [example] = [...renamed].toSorted();
  const comparison = example === undefined ? undefined : devices.get(example)?.comparison;
  const row = comparison?.kind === 'judged' ? comparison.interfaces.find(({ verdict }) => verdict === 'renamed') : undefined;
  const who = renamed.size === 1 ? 'One device has the right MAC' : `${renamed.size} devices have the right MACs`;
  return [
    {
      kind: 'renamedPorts',
      devices: renamed.size,
      sentence: `${who} on ports with other names than in MES. ${row === undefined ? '' : `${example}: ${row.reason}`}`.trim(),
      nextAction:
        'Leave the cards as they are. Set interface names to "byMac" in the settings, or have the names in MES renewed.',
    },
  ];
}
