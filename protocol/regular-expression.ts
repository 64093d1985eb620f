/** No serial number and no port has these signs in this order; regular expressions do. */
const SIGNS = /^\^|\$$|\\[dDwWsSbB.]|\[[^\]]+\][+*?{]?|\.[*+]|[\w)]\{\d+(?:,\d*)?\}|\(\?/;

/** Whether a mask was meant to be a regular expression. */
export function looksLikeRegularExpression(mask: string): boolean {
  return SIGNS.test(mask);
}
