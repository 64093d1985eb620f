import { text } from '../../protocol/texts/text';
import { readFileSync } from 'node:fs';
import tls from 'node:tls';
import { AppError } from '../domain/errors';

/** Where Linux distributions and BSDs keep the list of authorities that their administrators can add to. */
const SYSTEM_LISTS = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
];
const PEM = '-----BEGIN CERTIFICATE-----';

/**
 * The authorities to trust, as PEM texts: those in the file, or where none is named those of this program and of the system, which the
 * program by itself does not look at.
 * @param whose what the file is for,
 * @throws AppError `badSettings` when the file is none
 */
export function trustedAuthorities(file: string, whose: 'api' | 'broker'): readonly string[] {
  if (file === '') return [...tls.rootCertificates, ...systemAuthorities()];
  let pem: string;
  try {
    pem = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new AppError('badSettings', text('authority.unreadable', { file, whose }), { cause });
  }
  if (pem.includes(PEM)) return [pem];
  throw new AppError('badSettings', text('authority.noPem', { file, whose }));
}

function systemAuthorities(): readonly string[] {
  if (typeof tls.getCACertificates === 'function') return tls.getCACertificates('system');
  for (const list of SYSTEM_LISTS) {
    try {
      return [readFileSync(list, 'utf8')];
    } catch {
      // Another system's place.
    }
  }
  return [];
}
