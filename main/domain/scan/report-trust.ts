import type { Settings } from '../../../protocol/settings';
import { visibleText } from '../../../protocol/visible-text';
import type { ReadSignature } from '../../../protocol/wire/report-signature';
import type { KeyCheck } from '../ports/device-keys';

export type SigningMode = Settings['broker']['reportSigning'];

/** Whether a report counts. `proven`: it surely comes from the device that it names. */
export type Trust =
  | { readonly kind: 'accepted'; readonly proven: boolean }
  | { readonly kind: 'refused'; readonly sentence: string };

/** Judges a report by its signature, the keys known, and what the plant asks for. */
export function trustOf(mode: Exclude<SigningMode, 'off'>, sn: string, read: ReadSignature['kind'], check: KeyCheck): Trust {
  const device = deviceOf(sn);
  const refused = (sentence: string): Trust => ({ kind: 'refused', sentence });
  if (read === 'unreadable')
    return refused(`The signature of this report of ${device} cannot be read. Look at the device and its agent.`);
  switch (check.signature) {
    case 'good':
      return { kind: 'accepted', proven: true };
    case 'wrong':
      return refused(
        `The signature of this report of ${device} does not fit: it was forged, or changed on its way. Find out who sent it.`,
      );
    case 'otherDevice':
      return refused(`This report says that it is of ${device}, but another device signed it. Find out who sent it.`);
    case 'none':
      if (check.serialHasKey)
        return refused(`This report of ${device} is not signed, though a key is known for the device. Find out who sent it.`);
      if (mode === 'required')
        return refused(
          `This report of ${device} is not signed, and only signed ones count here. Give the device a key, or change the settings.`,
        );
      return { kind: 'accepted', proven: false };
    case 'unknownKey':
      if (check.serialHasKey)
        return refused(
          `This report of ${device} is signed with another key than the one known for it. Find out who sent it, or add its new key.`,
        );
      if (mode === 'required')
        return refused(
          `This report of ${device} is signed with a key that is not known here. Add the key to the file of device keys.`,
        );
      return { kind: 'accepted', proven: false };
  }
}

/** Why a signed report does not count that came before. */
export function replaySentence(sn: string, first: { readonly operationId: string; readonly at: number } | null): string {
  const where = first === null ? '' : ` (operation ${visibleText(first.operationId, 128)}, ${new Date(first.at).toISOString()})`;
  return `This signed report of ${deviceOf(sn)} came before${where}: it was sent twice, or somebody replays it. It is not counted again.`;
}

function deviceOf(sn: string): string {
  return sn === '' ? 'a device without serial number' : `device ${visibleText(sn, 128)}`;
}
