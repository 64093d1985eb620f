import { counted } from '../../../protocol/counted';
import type { ScanNotice } from '../../../protocol/model';
import type { ScanSession } from './state';

/** What concerns many devices at once, so that nobody has to find out device by device. */
export function noticesOf(session: ScanSession): ScanNotice[] {
  return [notFoundNotice(session), renamedNotice(session)].filter((notice) => notice !== null);
}

/**
 * MES answered with status 404 and nothing else. Said when a page shows that it is hardly MES, and otherwise when the scan is over: until
 * then another device may be known.
 */
function notFoundNotice({ devices, phase }: ScanSession): ScanNotice | null {
  let [lookedUp, pages, asked] = [0, 0, ''];
  for (const { answer } of devices.values()) {
    if (answer === null || answer.kind === 'couldNotCheck') continue;
    if (answer.kind === 'expected' || answer.notFound === undefined) return null;
    lookedUp += 1;
    asked = answer.notFound.asked;
    if (answer.notFound.page !== null) pages += 1;
  }
  if (lookedUp === 0 || (pages === 0 && phase === 'scanning')) return null;
  const which = lookedUp === 1 ? 'the only device' : `all ${counted(lookedUp, 'device')}`;
  return {
    kind: 'notFound',
    devices: lookedUp,
    sentence: `${asked} answered with status 404 for ${which} that it was asked about: either none is registered in MES, or this address of MES is wrong.`,
    nextAction:
      'Check the address and the path of MES in the settings, or for the burnin command in --api, then rescan. If they are right, have the devices registered.',
  };
}

function renamedNotice({ devices, renamed }: ScanSession): ScanNotice | null {
  if (renamed.size === 0) return null;
  const [example] = [...renamed].toSorted();
  const comparison = example === undefined ? undefined : devices.get(example)?.comparison;
  const row = comparison?.kind === 'judged' ? comparison.interfaces.find(({ verdict }) => verdict === 'renamed') : undefined;
  const who = renamed.size === 1 ? 'One device has the right MAC' : `${renamed.size} devices have the right MACs`;
  return {
    kind: 'renamedPorts',
    devices: renamed.size,
    sentence: `${who} on ports with other names than in MES. ${row === undefined ? '' : `${example}: ${row.reason}`}`.trim(),
    nextAction:
      'Leave the cards as they are. Set "Right MAC on another port" to "Passes, with a remark" (scan.interfaceNames: byMac), or have the port names in MES corrected.',
  };
}
