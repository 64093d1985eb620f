import { wordsOf } from './name-words';
import { ADDRESS_NAMES, ADDRESSES_NAMES, INTERFACE_NAMES, PERMANENT_NAMES, plainKey, SERIAL_NAMES } from './near-keys';

/** Names of fields of an answer of MES, by what stands under them. Kept short: what is under any other name is taken for the device's own. */

/** Whose addresses are no ports of the device, whatever stands there. */
const CONTROLLERS_AND_NETWORK =
  'bmc|ipmi|idrac|drac|ilo|ilom|xcc|imm|cimc|oob|mgmt|management|gateway|gw|switch|router|uplink|neighbor|neighbour|lldp|bluetooth|bt';
/** Whose addresses are none, unless it is the device itself that is called so. */
const OTHER_MACHINES = 'server|client|station|workstation|operator|tester|fixture';
/** Numbers and codes, which may have twelve hexadecimal digits. */
const NUMBERS =
  'id|uuid|no|num|number|lot|batch|order|part|pn|sku|asset|tag|barcode|code|serial|sn|hash|sha|sha1|sha256|md5|commit|revision|rev|checksum|crc|digest|signature|fingerprint|nonce|token|trace|span|request|version|firmware|fw|wwn|wwpn|wwnn|key|licence|license';
const ADDRESSES =
  'mac|macs|macaddr|macaddrs|macaddress|macaddresses|macinfo|hwaddr|hwaddrs|hwaddress|addr|addrs|address|addresses|ether|ethaddr|lladdr|permaddr';
/** Other names that a port has beside its own. */
const OTHER_NAMES = 'alt|alternative|alias|aliases|label|bios|predictable';

/** Lists of a device's interfaces, which they are in any shape. */
export const LIST_NAMES: readonly string[] = [
  'macinfo',
  'macs',
  'interfaces',
  'macaddrs',
  'macaddresses',
  'nics',
  'netinfo',
  'networkinfo',
];

export function isListOfPorts(key: string): boolean {
  return LIST_NAMES.includes(plainKey(key));
}

/** Where the record, its entries or their addresses stand: left out, nothing of an answer would be looked at any more. */
const OWN_FIELDS: ReadonlySet<string> = new Set([
  ...ADDRESS_NAMES,
  ...ADDRESSES_NAMES,
  ...PERMANENT_NAMES,
  ...INTERFACE_NAMES,
  ...SERIAL_NAMES,
  ...'info data result results response body payload content value values list lists items item rows row records record entries entry'.split(
    ' ',
  ),
  ...'device devices unit units machine ports port lan lans eth eths ether ethernet nic network networks adapter adapters card cards interface'.split(
    ' ',
  ),
]);

/** Whether a name may not be set as one of other addresses: it is a field of the device itself, or has no letter or digit. */
export function isOwnField(key: string): boolean {
  return OWN_FIELDS.has(plainKey(key)) || !/[\p{L}\p{N}]/u.test(key);
}

/** No name is longer. */
const MOST_CHARACTERS = 200;

const wordIn = (words: string): ((key: string) => boolean) => {
  const known = new Set(words.split('|'));
  const together = new RegExp(`^(?:${words})(?:${ADDRESSES}|info|port|ip|code|no|num|number|id)*$`);
  return (name) => {
    const key = name.slice(0, MOST_CHARACTERS);
    return wordsOf(key).some((word) => known.has(word)) || together.test(plainKey(key));
  };
};

export const isOfControllerOrNetwork = wordIn(CONTROLLERS_AND_NETWORK);
export const isOfOtherMachine = wordIn(OTHER_MACHINES);
export const isNumber = wordIn(NUMBERS);
export const isAddress = wordIn(ADDRESSES);
export const isOtherName = wordIn(OTHER_NAMES);
