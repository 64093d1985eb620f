import { inWords } from '../../../messages/testing/in-words';
import { compareDevice as compare } from '../compare/compare-device';
import { pairSheet as sheet } from '../delivery/pair-sheet';
import { detailsIn as details, rowIn as row } from '../scan/rows-in-session';
import { openContests as contests } from '../scan/state';
import { deviceDetails as detailsOf, deviceRow as rowOf } from '../scan/views';

/** What the domain says, as a test reads it: in English in place of codes. */
export const compareDevice = (...args: Parameters<typeof compare>) => inWords(compare(...args));
export const pairSheet = (...args: Parameters<typeof sheet>) => inWords(sheet(...args));
export const rowIn = (...args: Parameters<typeof row>) => inWords(row(...args));
export const detailsIn = (...args: Parameters<typeof details>) => inWords(details(...args));
export const deviceRow = (...args: Parameters<typeof rowOf>) => inWords(rowOf(...args));
export const deviceDetails = (...args: Parameters<typeof detailsOf>) => inWords(detailsOf(...args));
export const openContests = (...args: Parameters<typeof contests>) => inWords(contests(...args));
