import type { NotificationBody, ScanLog, ScanLogDevice } from '../../../protocol/http';
import { text, type Text } from '../../../protocol/texts/text';
import { visibleText } from '../../../protocol/visible-text';

/** What to say when an edited log claims something that the scan did not come to; null when it does not. */
export function logClaimsMore(before: ScanLog, after: ScanLog): Text | null {
  const passed = new Set(passesIn(before).map(({ claim }) => claim));
  const invented = passesIn(after).find(({ claim }) => !passed.has(claim));
  if (invented !== undefined) return text('edit.didNotPass', { serial: shown(invented.sn) });
  const subject = otherSubject(String(before.operationid), String(after.operationid));
  if (subject !== null) return subject;
  const twice = after.scaninfo.find(({ sn }) => entriesOf(after, sn).length > Math.max(1, entriesOf(before, sn).length));
  if (twice !== undefined) return text('edit.deviceTwice', { serial: shown(twice.sn) });
  for (const device of before.scaninfo) {
    const kept = entriesOf(after, device.sn).filter(({ result }) => result === '0');
    if (device.result === '0' && kept.length === 0) return text('edit.failLeftOut', { serial: shown(device.sn) });
    const port = entriesOf(after, device.sn).length === 0 ? undefined : failedPortLeftOut(device, entriesOf(after, device.sn));
    if (port !== undefined) return text('edit.portLeftOut', { serial: shown(device.sn), port: shown(port) });
  }
  return null;
}

/** The same of a notification: what it is about stays, and how many passed is said as it was, or not at all. */
export function notificationClaimsMore(before: NotificationBody, after: NotificationBody): Text | null {
  const subject = otherSubject(before.id, after.id);
  if (subject !== null) return subject;
  const [counted = '', passed = ''] = COUNTED.exec(before.status) ?? [];
  const said = [counted, passed].find((one) => one !== '' && after.status.includes(one)) ?? '';
  const [left, was] = [after.status.replace(said, ' '), before.status.replace(counted, ' ')];
  const numbers = new Set(was.match(NUMBERS));
  const saysMore = (PASS.test(left) && !PASS.test(was)) || (left.match(NUMBERS) ?? []).some((number) => !numbers.has(number));
  return saysMore ? text('edit.countStays', { status: visibleText(before.status, 200) }) : null;
}

/** `2 devices passed scanning, 1 guest`; first the whole, then without the guests. */
const COUNTED = /(\d+ devices? passed scanning)(?:, \d+ guests?)?/;
const NUMBERS = /\p{N}+/gu;
const PASS = /pass/i;

/** Everything that a log says passed, each as a text of its own. */
function passesIn({ scaninfo }: ScanLog): { readonly sn: string; readonly claim: string }[] {
  return scaninfo.flatMap(({ sn, result, macinfo }) => [
    ...(result === '1' ? [{ sn, claim: JSON.stringify([sn]) }] : []),
    ...macinfo
      .filter(({ scanstatus }) => scanstatus === '1')
      .map((row) => ({ sn, claim: JSON.stringify([sn, row.interface, row.macaddr]) })),
  ]);
}

function otherSubject(was: string, is: string): Text | null {
  return was === is ? null : text('edit.subjectStays', { id: shown(was) });
}

function entriesOf({ scaninfo }: ScanLog, sn: string): readonly ScanLogDevice[] {
  return scaninfo.filter((device) => device.sn === sn);
}

/** A port that failed, and of which fewer rows say so than before. */
function failedPortLeftOut(before: ScanLogDevice, after: readonly ScanLogDevice[]): string | undefined {
  const failed = (devices: readonly ScanLogDevice[]): string[] =>
    devices.flatMap(({ macinfo }) => macinfo.flatMap((row) => (row.scanstatus === '0' ? [row.interface] : [])));
  const left = failed(after);
  return failed([before]).find((name) => {
    const at = left.indexOf(name);
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
}

function shown(said: string): string {
  return visibleText(said, 128);
}
