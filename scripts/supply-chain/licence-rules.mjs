/** Which licences may go out with us: those that ask for no more than their text and a name. */

const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'OFL-1.1',
  'Unlicense',
  'Zlib',
  // SQLite's: no conditions at all.
  'blessing',
]);

/**
 * @param {string} expression SPDX, such as `MIT` or `(MIT OR GPL-2.0-only)`
 * @returns {boolean} false too for what is no SPDX expression
 */
export function isAllowed(expression) {
  const tokens = expression.match(/[()]|[^\s()]+/g) ?? [];
  let at = 0;

  /** @returns {boolean} */
  const either = () => {
    let allowed = both();
    while (tokens[at] === 'OR') {
      at += 1;
      // Both sides are read whatever the first one says.
      const other = both();
      allowed = allowed || other;
    }
    return allowed;
  };
  /** @returns {boolean} */
  const both = () => {
    let allowed = one();
    while (tokens[at] === 'AND') {
      at += 1;
      const other = one();
      allowed = allowed && other;
    }
    return allowed;
  };
  /** @returns {boolean} */
  const one = () => {
    const token = tokens[at];
    at += 1;
    if (token !== '(') return token !== undefined && ALLOWED.has(token);
    const inside = either();
    const closes = tokens[at] === ')';
    at += 1;
    return inside && closes;
  };

  const allowed = either();
  return allowed && at === tokens.length;
}
