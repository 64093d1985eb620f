/** The contract, with its reasons, is in `window-words.d.mts`. */
/** @type {typeof import('./window-words.mjs').WORDS} */
export const WORDS = {
  startScan: (size) => `Start scan for ${size.toLocaleString('en-US')} device`,
  openPairSheet: /^Pair ([\d,]+ devices?|sheet)$/,
  confirmPair: /^Send [\d,]+ devices? to Pair$/,
  sent: /^Already sent/,
  underWay: /^(Queued|Sending)$|\d (queued|sending)/,
};
