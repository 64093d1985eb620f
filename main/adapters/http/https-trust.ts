import { createSecureContext, type SecureContext } from 'node:tls';
import { text, type Texts } from '../../../protocol/texts/text';
import { AppError } from '../../domain/errors';
import { trustedAuthorities } from '../trusted-authorities';

/** How the factory's certificate is checked; null: nothing is encrypted. */
export type HttpsTrust = { readonly context: SecureContext | null } | { readonly problem: Texts };

/** @param caFile PEM file of the authorities to trust; empty: those of this program and of the system. Read once. */
export function httpsTrust({ protocol }: URL, caFile: string): HttpsTrust {
  if (protocol !== 'https:') return { context: null };
  try {
    return { context: createSecureContext({ ca: [...trustedAuthorities(caFile, 'api')] }) };
  } catch (error) {
    if (error instanceof AppError) return { problem: error.texts };
    return { problem: [text('http.authorityUnreadable', { file: caFile })] };
  }
}
