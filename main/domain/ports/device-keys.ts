import type { ReportSignature } from '../../../protocol/wire/report-signature';

/** What the known keys say of one report. */
export interface KeyCheck {
  /** A key is known for the serial number that the report names. */
  readonly serialHasKey: boolean;
  /**
   * `good`: made by a key of this serial number. `wrong`: by none, though it names one of its keys. `otherDevice`: it names a
   * key of another serial number. `unknownKey`: it names a key that is not known.
   */
  readonly signature: 'none' | 'good' | 'wrong' | 'otherDevice' | 'unknownKey';
}

/** The public keys of devices. Each method rejects with `badSettings` when they cannot be read: then no report can be judged. */
export interface DeviceKeys {
  /** How many keys are known. */
  load(): Promise<number>;
  /** @param sn the serial number that the report names, trimmed */
  check(sn: string, signature: ReportSignature | null, body: Uint8Array): Promise<KeyCheck>;
}
