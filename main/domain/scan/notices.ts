import type { ScanNotice } from '../../../protocol/model';
import { text, type Text } from '../../../protocol/texts/text';
import type { ScanSession } from './state';

/** What concerns many devices at once, so that nobody has to find out device by device. */
export function noticesOf(session: ScanSession): ScanNotice[] {
  return [selfTestNotice(session), notFoundNotice(session), renamedNotice(session)].filter((notice) => notice !== null);
}

/** A scan that is to be marked, because no self-test had caught its unit. */
function selfTestNotice({ selfTest, counts }: ScanSession): ScanNotice | null {
  if (selfTest === null || selfTest.passedAt !== null) return null;
  return {
    kind: 'noSelfTest',
    devices: counts.expected,
    what: [text('notice.noSelfTest')],
    nextAction: [text('next.selfTest')],
  };
}

/**
 * MES answered with status 404 and nothing else. Said when a page shows that it is hardly MES, and otherwise when the scan is over: until
 * then another device may be known.
 */
function notFoundNotice({ devices, phase }: ScanSession): ScanNotice | null {
  let [lookedUp, pages, unchecked, asked] = [0, 0, 0, ''];
  for (const { answer } of devices.values()) {
    if (answer?.kind === 'couldNotCheck') unchecked += 1;
    if (answer === null || answer.kind === 'couldNotCheck') continue;
    if (answer.kind === 'expected' || answer.notFound === undefined) return null;
    lookedUp += 1;
    asked = answer.notFound.asked;
    if (answer.notFound.page !== null) pages += 1;
  }
  if (lookedUp === 0 || (pages === 0 && phase === 'scanning')) return null;
  return {
    kind: 'notFound',
    devices: lookedUp,
    what: [notFoundWhere(asked, lookedUp, unchecked)],
    nextAction: [text('next.mesAddressOfRack')],
  };
}

/** @param unchecked devices of which MES may have been asked, and nobody knows whether it has them */
function notFoundWhere(asked: string, devices: number, unchecked: number): Text {
  if (unchecked > 0) return text('notice.notFoundSome', { asked, devices, unchecked });
  return devices === 1 ? text('notice.notFoundOne', { asked }) : text('notice.notFoundAll', { asked, devices });
}

/** Whether devices failed, and nothing but names of their ports is wrong. */
export function onlyNamesFail({ devices, renamed }: ScanSession): boolean {
  if (renamed.size === 0) return false;
  return [...devices.values()].every(
    ({ status, comparison }) =>
      (status !== 'fail' && status !== 'waived') ||
      (comparison?.kind === 'judged' &&
        comparison.interfaces.every(({ verdict }) => verdict === 'match' || verdict === 'renamed')),
  );
}

function renamedNotice({ devices, renamed }: ScanSession): ScanNotice | null {
  if (renamed.size === 0) return null;
  const [example] = [...renamed].toSorted();
  const comparison = example === undefined ? undefined : devices.get(example)?.comparison;
  const row = comparison?.kind === 'judged' ? comparison.interfaces.find(({ verdict }) => verdict === 'renamed') : undefined;
  const devicesRenamed = renamed.size;
  return {
    kind: 'renamedPorts',
    devices: devicesRenamed,
    what: [
      row === undefined || example === undefined
        ? text('notice.renamed', { devices: devicesRenamed })
        : text('notice.renamedExample', { devices: devicesRenamed, example, reason: row.reason }),
    ],
    nextAction: [text('next.portNamesOfRack')],
  };
}
