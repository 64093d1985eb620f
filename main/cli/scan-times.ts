import { text } from '../../protocol/texts/text';
import { isIdleTooLong, type Settings } from '../../protocol/settings';
import type { SomeSettings } from '../app/settings/settings-file';
import { AppError } from '../domain/errors';
import type { ScanArguments } from './scan-arguments';

type Times = Pick<ScanArguments, 'idleMs' | 'maxMs'>;

/** When a scan ends, of what this run is set to: options win over the settings file. */
export function timesOf(scan: SomeSettings['scan'], { idleMs, maxMs }: Times): NonNullable<SomeSettings['scan']> {
  return { ...scan, ...(idleMs === null ? {} : { idleMs }), ...(maxMs === null ? {} : { maxMs }) };
}

/** Rejects with `badSettings` where silence would never end the scan, unless `--max-s` alone asks for a short one. */
export function requireScanEnds(scan: Pick<Settings['scan'], 'idleMs' | 'maxMs'>, { idleMs, maxMs }: Times): void {
  if (!isIdleTooLong(scan) || (idleMs === null && maxMs !== null)) return;
  throw new AppError('badSettings', text('terminal.endlessSilence', { idle: scan.idleMs / 1_000, max: scan.maxMs / 1_000 }));
}
