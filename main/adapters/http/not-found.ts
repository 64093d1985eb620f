import { saysNotRegistered, type MesAnswer } from '../../../protocol/device-info';
import { unreadable } from './unreadable';

/**
 * What a status 404 says of a device. Where MES itself says that it does not know it, that is all; otherwise nothing may be at this
 * address, and a body that is no JSON is likely a web server's page.
 * @param asked address and path, without the serial number
 */
export function readNotFound(asked: string, body: Buffer | null): MesAnswer {
  const text = body?.toString('utf8') ?? '';
  if (saysNotRegistered(text)) return { kind: 'notRegistered' };
  const isPage = body === null || (text.trim() !== '' && !isJson(text));
  const page = body === null ? 'a body that is too large' : unreadable(body);
  return { kind: 'notRegistered', notFound: { asked, page: isPage ? page : null } };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
