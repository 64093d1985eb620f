/** What to do about an address whose password ends it too early; the end of a sentence, which never holds the password. */
export const UNENCODED_SIGN = 'a sign in the password must be percent-encoded: write # as %23, / as %2F, ? as %3F, @ as %40';

const SCHEME = /^[a-z][a-z0-9+.-]*:\/*/i;

/**
 * Whether an `@` stands behind the first `/`, `?` or `#` of an address: then that sign belongs to the password (or to the name of a virtual
 * host), and what stands before it would be taken for host and port, as in `amqp://user:2024#word@broker`.
 */
export function hasUnencodedSign(address: string): boolean {
  const rest = address.replace(SCHEME, '');
  const end = rest.search(/[/?#]/);
  return end >= 0 && rest.includes('@', end);
}

/** Whether a `#` stands in an address: what is behind it would not be used, as in `amqp://broker/plant#2`, a virtual host that is not asked for. */
export function hasFragment(address: string): boolean {
  return address.includes('#');
}
