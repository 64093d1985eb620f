import { certificateDateProblem } from '../../../protocol/certificate-date';

/** What went wrong below HTTP, in words. */
export interface ConnectionProblem {
  readonly sentence: string;
}

const NOT_TRUSTED =
  'the certificate of %s is not trusted here: name its authority as the CA file of the factory APIs in the settings';
const BEFORE_CONNECTING: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens at %s',
  ENOTFOUND: 'the name of %s is not known here',
  EAI_AGAIN: 'the name of %s cannot be looked up now',
  EHOSTUNREACH: '%s cannot be reached from here',
  ENETUNREACH: 'there is no network to %s',
  UND_ERR_CONNECT_TIMEOUT: '%s does not take the connection',
  ERR_INVALID_CHAR: 'the token has a character that cannot be sent to %s',
  UND_ERR_INVALID_ARG: 'the token has a character that cannot be sent to %s',
  ERR_SSL_WRONG_VERSION_NUMBER: '%s does not speak TLS (use http:// in place of https://)',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate of %s is for another name',
  DEPTH_ZERO_SELF_SIGNED_CERT: NOT_TRUSTED,
  SELF_SIGNED_CERT_IN_CHAIN: NOT_TRUSTED,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: NOT_TRUSTED,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: NOT_TRUSTED,
};
const AFTER_CONNECTING: Readonly<Record<string, string>> = {
  ECONNRESET: '%s broke the connection off',
  EPIPE: '%s broke the connection off',
  UND_ERR_SOCKET: '%s broke the connection off',
  ETIMEDOUT: '%s stopped answering',
};
/** What the HTTP parsers say of an answer that is none. */
const NOT_HTTP = /^HPE/;

/** Puts an error of a socket, of DNS or of TLS into words. `host` is shown; nothing of the request is. */
export function connectionProblem(error: unknown, host: string): ConnectionProblem {
  const code = codeOf(error);
  const dated = certificateDateProblem(code, `the certificate of ${host}`, new Date());
  if (dated !== null) return { sentence: dated };
  const before = BEFORE_CONNECTING[code];
  if (before !== undefined) return { sentence: before.replace('%s', host) };
  const after = NOT_HTTP.test(code) ? 'what answers at %s does not speak HTTP' : AFTER_CONNECTING[code];
  return { sentence: (after ?? 'the connection to %s failed').replace('%s', host) };
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
