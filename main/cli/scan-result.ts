import type { ScanLog } from '../../protocol/http';
import type { DeliveryView, DeviceDetails, DeviceStatus, Elsewhere, ScanCounts } from '../../protocol/model';
import type { SelfTestOfScan } from '../../protocol/self-test';
import { deliveryInWords, type DeliveryInWords } from '../app/delivery/delivery-words';
import { interfaceInWords, verdictWords, type InterfaceInWords, type VerdictWords } from '../app/scan/verdict-words';
import { scanLog } from '../domain/records/scan-log';
import type { ScanSession } from '../domain/scan/state';
import { detailsIn } from '../domain/scan/rows-in-session';

/** What `burnin scan --json` writes. */
export interface ScanResult {
  readonly operationId: string;
  /** The self-test of its shift; absent where none was run and none was asked for. */
  readonly selfTest?: SelfTestOfScan;
  readonly counts: Pick<
    ScanCounts,
    | 'expected'
    | 'pass'
    | 'fail'
    | 'noAnswer'
    | 'notRegistered'
    | 'couldNotCheck'
    | 'conflict'
    | 'waived'
    | 'guests'
    | 'late'
    | 'waiting'
    | 'noSerial'
    | 'duplicates'
    | 'stale'
    | 'quarantined'
    | 'contested'
    | 'pairRefused'
    | 'pairUnknown'
  >;
  readonly devices: readonly (VerdictWords & {
    readonly sn: string;
    readonly status: DeviceStatus;
    readonly guest: boolean;
    readonly contested: boolean;
    readonly attempt: number;
    readonly product: string | null;
    readonly ip: string | null;
    /** Of a scan that was started on a rack: where the device is expected, and where a person found it. */
    readonly slot?: string;
    readonly foundIn?: string;
    /** All that claim this serial number, where it is in conflict. */
    readonly claimants: DeviceDetails['claimants'];
    readonly interfaces: readonly Pick<
      InterfaceInWords,
      'name' | 'verdict' | 'expectedMac' | 'foundMac' | 'currentMac' | 'reason' | 'reasonCodes' | 'contested'
    >[];
  })[];
  readonly scanLog: ScanLog;
  readonly deliveries: readonly DeliveryInWords<DeliveryView>[];
  /** Messages of earlier scans that were still queued when this one began, as they stand now. */
  readonly earlierDeliveries: readonly DeliveryInWords<DeliveryView>[];
  /** Operations in these records that were begun and never ended: they have no log. */
  readonly neverEnded: readonly string[];
  /** What waits because it was made for another address of the factory than the one that this scan sends to. */
  readonly waitingElsewhere: readonly { readonly madeFor: string; readonly sendsTo: string; readonly messages: number }[];
}

/** What of earlier scans goes on beside this one. */
export interface OfBefore {
  readonly earlier: readonly DeliveryView[];
  readonly elsewhere: readonly (Elsewhere & { readonly count: number })[];
  readonly neverEnded: readonly string[];
}

/** The counts without unreadable messages that were in the records before the scan began. */
export function countsOfScan(counts: ScanCounts, unreadableBefore: number): ScanCounts {
  return { ...counts, quarantined: Math.max(0, counts.quarantined - unreadableBefore) };
}

export function scanResult(
  session: ScanSession,
  { contestedExpected: _contested, pairedExpected: _paired, ...counts }: ScanCounts,
  deliveries: readonly DeliveryView[],
  { earlier, elsewhere, neverEnded }: OfBefore,
): ScanResult {
  return {
    operationId: session.operationId,
    ...(session.selfTest === null ? {} : { selfTest: session.selfTest }),
    counts,
    devices: Array.from(session.devices.values(), (device) => {
      const { row, interfaces, nextAction, claimants } = detailsIn(session, device);
      const { sn, status, guest, contested, attempt, product, ip, slot, foundIn } = row;
      return {
        sn,
        status,
        guest,
        contested,
        attempt,
        product,
        ip,
        ...(slot === undefined ? {} : { slot }),
        ...(foundIn === undefined ? {} : { foundIn }),
        claimants,
        ...verdictWords({ reason: row.reason, nextAction }),
        interfaces: interfaces.map((judged) => {
          const {
            name,
            verdict,
            expectedMac,
            foundMac,
            currentMac,
            reason,
            reasonCodes,
            contested: rival,
          } = interfaceInWords(judged);
          return { name, verdict, expectedMac, foundMac, currentMac, reason, reasonCodes, contested: rival };
        }),
      };
    }),
    scanLog: scanLog(session),
    deliveries: deliveries.filter(({ operationId }) => operationId === session.operationId).map(deliveryInWords),
    earlierDeliveries: earlier.map(deliveryInWords),
    neverEnded,
    waitingElsewhere: elsewhere.map(({ made, set, count }) => ({ madeFor: made, sendsTo: set, messages: count })),
  };
}
