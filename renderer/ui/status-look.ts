import {
  CircleCheck,
  CircleQuestionMark,
  CloudOff,
  FileX2,
  Hourglass,
  Link2,
  type LucideIcon,
  OctagonX,
  ScanSearch,
  Split,
  Stamp,
  Tag,
  TagX,
  Unplug,
  Check,
  Ban,
  ArrowLeftRight,
  CircleMinus,
  Copy,
  Plug,
  CirclePlus,
  FileWarning,
  UserX,
  EyeOff,
} from 'lucide-react';
import type { DeviceStatus } from '../../protocol/model';
import type { BucketId } from '../store/buckets';
import type { LetterMeaning } from '../store/verdict-letters';

/** How a state looks: an outline that differs from every other, and the colour family (see tokens.css and badge.css). */
export interface Look {
  readonly Icon: LucideIcon;
  readonly tone: 'pass' | 'fail' | 'conflict' | 'silent' | 'unchecked' | 'unknown' | 'waived' | 'wait';
}

export const STATUS_LOOK: Readonly<Record<DeviceStatus, Look>> = {
  waiting: { Icon: Hourglass, tone: 'wait' },
  reported: { Icon: ScanSearch, tone: 'wait' },
  pass: { Icon: CircleCheck, tone: 'pass' },
  fail: { Icon: OctagonX, tone: 'fail' },
  waived: { Icon: Stamp, tone: 'waived' },
  notRegistered: { Icon: FileX2, tone: 'unknown' },
  couldNotCheck: { Icon: CloudOff, tone: 'unchecked' },
  conflict: { Icon: Split, tone: 'conflict' },
  noAnswer: { Icon: Unplug, tone: 'silent' },
  noSerial: { Icon: TagX, tone: 'unknown' },
};

export const BUCKET_LOOK: Readonly<Record<BucketId, Look>> = {
  ...STATUS_LOOK,
  pairRefused: { Icon: OctagonX, tone: 'fail' },
  paired: { Icon: Link2, tone: 'pass' },
  pairUnknown: { Icon: CircleQuestionMark, tone: 'silent' },
  guests: { Icon: CircleQuestionMark, tone: 'unknown' },
  contested: { Icon: Copy, tone: 'silent' },
};

export const VERDICT_LOOK: Readonly<Record<LetterMeaning, Look>> = {
  match: { Icon: Check, tone: 'pass' },
  mismatch: { Icon: OctagonX, tone: 'fail' },
  swapped: { Icon: ArrowLeftRight, tone: 'fail' },
  renamed: { Icon: Tag, tone: 'unknown' },
  absent: { Icon: CircleMinus, tone: 'silent' },
  portWithoutDriver: { Icon: Plug, tone: 'silent' },
  unexpected: { Icon: CirclePlus, tone: 'fail' },
  duplicate: { Icon: Copy, tone: 'fail' },
  foreign: { Icon: UserX, tone: 'fail' },
  overridden: { Icon: FileWarning, tone: 'fail' },
  unprogrammed: { Icon: Ban, tone: 'fail' },
  softwareMac: { Icon: FileWarning, tone: 'fail' },
  malformed: { Icon: FileWarning, tone: 'fail' },
  ignored: { Icon: EyeOff, tone: 'wait' },
  unjudged: { Icon: Hourglass, tone: 'wait' },
};
