import type { Settings } from '../../../protocol/settings';
import { text, type Text } from '../../../protocol/texts/text';
import { visibleText } from '../../../protocol/visible-text';
import type { ReadSignature } from '../../../protocol/wire/report-signature';
import type { KeyCheck } from '../ports/device-keys';

export type SigningMode = Settings['broker']['reportSigning'];

/** Whether a report counts. `proven`: it surely comes from the device that it names. */
export type Trust = { readonly kind: 'accepted'; readonly proven: boolean } | { readonly kind: 'refused'; readonly reason: Text };

/** Judges a report by its signature, the keys known, and what the plant asks for. */
export function trustOf(mode: Exclude<SigningMode, 'off'>, sn: string, read: ReadSignature['kind'], check: KeyCheck): Trust {
  const device = deviceOf(sn);
  const refused = (reason: Text): Trust => ({ kind: 'refused', reason });
  if (read === 'unreadable') return refused(text('trust.unreadable', { device }));
  switch (check.signature) {
    case 'good':
      return { kind: 'accepted', proven: true };
    case 'wrong':
      return refused(text('trust.wrong', { device }));
    case 'otherDevice':
      return refused(text('trust.otherDevice', { device }));
    case 'none':
      if (check.serialHasKey) return refused(text('trust.unsignedWithKey', { device }));
      if (mode === 'required') return refused(text('trust.unsigned', { device }));
      return { kind: 'accepted', proven: false };
    case 'unknownKey':
      if (check.serialHasKey) return refused(text('trust.otherKey', { device }));
      if (mode === 'required') return refused(text('trust.unknownKey', { device }));
      return { kind: 'accepted', proven: false };
  }
}

/** Why a signed report does not count that came before. */
export function replayed(sn: string, first: { readonly operationId: string; readonly at: number } | null): Text {
  const device = deviceOf(sn);
  if (first === null) return text('trust.replayed', { device });
  const operation = visibleText(first.operationId, 128);
  return text('trust.replayedOf', { device, operation, at: new Date(first.at).toISOString() });
}

function deviceOf(sn: string): Text {
  return sn === '' ? text('trust.namelessDevice') : text('trust.device', { serial: visibleText(sn, 128) });
}
