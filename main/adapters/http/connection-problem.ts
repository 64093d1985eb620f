import { certificateDate } from '../../../protocol/certificate-date';
import { text, type Text } from '../../../protocol/texts/text';

/** Said of the host, which begins them. */
const OF_HOST = {
  EHOSTUNREACH: 'http.hostUnreachable',
  UND_ERR_CONNECT_TIMEOUT: 'http.notTaken',
  ERR_SSL_WRONG_VERSION_NUMBER: 'http.noTls',
  ECONNRESET: 'http.brokenOff',
  EPIPE: 'http.brokenOff',
  UND_ERR_SOCKET: 'http.brokenOff',
  ETIMEDOUT: 'http.stoppedAnswering',
} as const;
const OTHERS = {
  ECONNREFUSED: 'http.nothingListens',
  ENOTFOUND: 'http.nameUnknown',
  EAI_AGAIN: 'http.nameNotNow',
  ENETUNREACH: 'http.noNetwork',
  ERR_INVALID_CHAR: 'http.tokenCharacter',
  UND_ERR_INVALID_ARG: 'http.tokenCharacter',
  ERR_TLS_CERT_ALTNAME_INVALID: 'http.certificateOfAnotherName',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'http.notTrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'http.notTrusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'http.notTrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'http.notTrusted',
} as const;
/** What the HTTP parsers say of an answer that is none. */
const NOT_HTTP = /^HPE/;

/**
 * What an error of a socket, of DNS or of TLS means, without a full stop. `host` is shown; nothing of the request is.
 * @param as a sentence of its own, or a part that stands inside another
 */
export function connectionProblem(error: unknown, host: string, as: 'sentence' | 'part'): Text {
  const code = codeOf(error);
  const dated = certificateDate(code, new Date());
  if (dated !== null) return text('http.certificateOutOfDate', { host, as, ...dated });
  if (NOT_HTTP.test(code)) return text('http.notHttp', { host, as });
  if (isIn(OF_HOST, code)) return text(OF_HOST[code], { host });
  return text(isIn(OTHERS, code) ? OTHERS[code] : 'http.failed', { host, as });
}

function isIn<T extends object>(codes: T, code: string): code is keyof T & string {
  return Object.hasOwn(codes, code);
}

/** The code of an error, or of the one that caused it; the two clients name some of them differently. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if (error.name === 'HTTPParserError') return 'HPE';
  if (/wrong version number/.test(error.message)) return 'ERR_SSL_WRONG_VERSION_NUMBER';
  if ('code' in error && typeof error.code === 'string' && error.code !== '') {
    const inner = error instanceof AggregateError ? codeOf(error.errors[0]) : '';
    return inner === '' ? error.code : inner;
  }
  return codeOf(error.cause);
}
