/**
 * Everything that can be wrong with one simulated device. One device has at most one fault; those marked (two) involve a
 * second device, which is faultless otherwise.
 */
export const FAULTS = {
  wrongMac: 'one port reports an address that MES does not expect',
  swapped: 'two ports have exchanged their addresses',
  absent: 'a network card is missing',
  portWithoutDriver: 'a network card is there but has no driver',
  extra: 'a network card is there that MES does not list',
  unprogrammed: 'one port reports 00:00:00:00:00:00',
  softwareMac: 'one port reports a random, locally administered address',
  overridden: 'only the current address of one port is right, the permanent one is not',
  unreadableMac: 'one port reports a text that is no address',
  duplicate: '(two) one port reports the address of another device, which reports it too',
  foreign: '(two) two devices have exchanged a port',
  sharedMac: '(two) two devices report one address that MES gives to neither',
  doubleInMes: '(two) two devices report one address that MES gives to both',
  recovering: 'a card is missing on attempt 1 and back from attempt 2 on',
  silent: 'switched off: never connects',
  mute: 'connects and says hello, but never answers',
  late: 'answers only after the time that --late-ms gives',
  twice: 'sends the same answer twice',
  conflict: 'a second device with other cards answers with the same serial number',
  malformed: 'the answer cannot be read: not JSON, no sn, too deep or over 1 MiB, in turn',
  wrongOperation: 'answers for another operation',
  placeholderSerial: 'answers with a text that firmware ships instead of a serial number',
  legacy: 'an agent of the first generation: sn and macinfo only, to hwinfo_queue, no hello; no fault as such',
  unregistered: 'MES does not know the serial number',
  mesDown: 'MES answers 503 whenever it is asked for this serial number',
  pairRejected: 'passes, but the Pair API refuses the serial number',
} as const;

export type FaultName = keyof typeof FAULTS;
export const FAULT_NAMES = Object.keys(FAULTS) as readonly FaultName[];

/** For each fault how many devices have it, or exactly which (serial numbers). */
export type FaultRequest = Readonly<Partial<Record<FaultName, number | readonly string[]>>>;

export function isFaultName(text: string): text is FaultName {
  return Object.hasOwn(FAULTS, text);
}
