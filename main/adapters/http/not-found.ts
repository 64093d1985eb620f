import { saysNotRegistered, type MesAnswer } from '../../../protocol/device-info';
import { text } from '../../../protocol/texts/text';
import { unreadable } from './unreadable';

/**
 * What a status 404 says of a device. Where MES itself says that it does not know it, that is all; otherwise nothing may be at this
 * address, and a body that is no JSON is likely a web server's page.
 * @param asked address and path, without the serial number
 * @param words its text; null where it is none
 */
export function readNotFound(asked: string, body: Buffer | null, words: string | null): MesAnswer {
  const said = words ?? body?.toString('utf8') ?? '';
  if (saysNotRegistered(said)) return { kind: 'notRegistered' };
  const isPage = body === null || (said.trim() !== '' && !isJson(said));
  const page = [body === null ? text('body.tooLarge') : unreadable(body)];
  return { kind: 'notRegistered', notFound: { asked, page: isPage ? page : null } };
}

function isJson(said: string): boolean {
  try {
    JSON.parse(said);
    return true;
  } catch {
    return false;
  }
}
