import { meaningOf } from './field-names';

/**
 * A web address on a label, with the serial number where the address says which part it is: a parameter named like one (`?sn=`),
 * or `/21/` of a GS1 Digital Link. Null for a text that is no web address.
 */
export function readUrl(text: string): { readonly serial: string | null } | null {
  const address = /^www\.[^\s.]+\.[^\s]+$/i.test(text) ? `http://${text}` : text;
  const found = /^[a-z][a-z0-9+.-]*:\/\/[^/?#\s]+([^?#\s]*)(?:\?([^#\s]*))?(?:#\S*)?$/i.exec(address);
  if (found === null) return null;
  const [, path = '', query = ''] = found;
  const named = query
    .split('&')
    .map((pair) => pair.split('='))
    .find(([name = '', value = '']) => value !== '' && ['serial', 'deviceSerial'].includes(meaningOf(decoded(name)) ?? ''));
  const serial = named?.slice(1).join('=') ?? /\/01\/\d{14}(?:\/[^/]+\/[^/]+)*?\/21\/([^/]+)/.exec(path)?.[1];
  return { serial: serial === undefined ? null : decoded(serial) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
