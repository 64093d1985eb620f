import { AUDIT_TEXTS } from './audit-texts';
import { BROKER_REFUSALS } from './broker-refusals';
import { DELIVERY_REFUSALS } from './delivery-refusals';
import { DELIVERY_TEXTS } from './delivery-texts';
import { DOOR_TEXTS } from './door-texts';
import { FACTORY_TEXTS } from './factory-texts';
import { FILE_TEXTS } from './file-texts';
import { PEOPLE_TEXTS } from './people-texts';
import { PRACTICE_TEXTS } from './practice-texts';
import { RACK_REFUSALS } from './rack-refusals';
import { RECORDS_TEXTS } from './records-texts';
import { REGISTRY_EVENT_TEXTS } from './registry-event-texts';
import { REGISTRY_HTTP_TEXTS } from './registry-http-texts';
import { REGISTRY_NOTES } from './registry-notes';
import { REGISTRY_REFUSALS } from './registry-refusals';
import { REGISTRY_TEXTS } from './registry-texts';
import { REPLAY_TEXTS } from './replay-texts';
import { ROSTER_TEXTS } from './roster-texts';
import { SCAN_REFUSALS } from './scan-refusals';
import { SHIFT_TEXTS } from './shift-texts';
import { SIGNAL_TEXTS } from './signal-texts';
import { CONNECTION_TEXTS } from './connection-texts';
import { HTTP_TEXTS } from './http-texts';
import { MES_TEXTS } from './mes-texts';
import { NOTICE_TEXTS } from './notice-texts';
import { SCAN_TEXTS } from './scan-texts';
import { SET_ASIDE_TEXTS } from './set-aside-texts';
import { SETTINGS_TEXTS } from './settings-texts';
import { TERMINAL_TEXTS } from './terminal-texts';
import { VALUE_TEXTS } from './value-texts';
import { WIRE_TEXTS } from './wire-texts';

/** Every code that may be said at run time. The words of each language are in `messages/`. */
export const TEXT_CODES = {
  /** What somebody else said: a receiver, a device, an older version of the records. */
  verbatim: ['text'],
  ...CONNECTION_TEXTS,
  ...SIGNAL_TEXTS,
  ...SHIFT_TEXTS,
  ...HTTP_TEXTS,
  ...MES_TEXTS,
  ...FACTORY_TEXTS,
  ...NOTICE_TEXTS,
  ...AUDIT_TEXTS,
  ...SCAN_TEXTS,
  ...SET_ASIDE_TEXTS,
  ...DOOR_TEXTS,
  ...PEOPLE_TEXTS,
  ...SCAN_REFUSALS,
  ...RACK_REFUSALS,
  ...DELIVERY_REFUSALS,
  ...DELIVERY_TEXTS,
  ...REPLAY_TEXTS,
  ...ROSTER_TEXTS,
  ...PRACTICE_TEXTS,
  ...RECORDS_TEXTS,
  ...REGISTRY_TEXTS,
  ...REGISTRY_REFUSALS,
  ...REGISTRY_NOTES,
  ...REGISTRY_EVENT_TEXTS,
  ...REGISTRY_HTTP_TEXTS,
  ...SETTINGS_TEXTS,
  ...FILE_TEXTS,
  ...BROKER_REFUSALS,
  ...TERMINAL_TEXTS,
  ...VALUE_TEXTS,
  ...WIRE_TEXTS,
} as const satisfies Readonly<Record<string, readonly string[]>>;
