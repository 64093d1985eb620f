import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * Whether an `Authorization` header carries the token: as Bearer, or as user name of HTTP Basic with any or no password, which is
 * how Workbench sends it. Takes as long for a wrong token as for the right one.
 */
export function carriesToken(authorization: string | undefined, token: string): boolean {
  const given = tokenOf(authorization ?? '');
  return timingSafeEqual(digest(given ?? ''), digest(token)) && given !== null;
}

function tokenOf(authorization: string): string | null {
  const [, scheme = '', value = ''] = /^(\S{1,16}) +(\S+) *$/.exec(authorization) ?? [];
  switch (scheme.toLowerCase()) {
    case 'bearer':
      return value;
    case 'basic':
      return Buffer.from(value, 'base64').toString('utf8').split(':')[0] ?? null;
    default:
      return null;
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
