import type { ReportedInterface } from '../../../protocol/wire/reported-interface';
import type { MacAddress } from '../../../protocol/mac-address';
import { isLocallyAdministered } from './mac-address';

/**
 * Virtual USB network cards that a management controller shows to its host, for Redfish and the like. They are no part of
 * the device: many have one address on every server of a maker, others a new one at every boot. A made-up address alone tells nothing:
 * a tethered phone and many a USB adapter have one, too. A plant adds cards of its own in `scan.serviceNics`.
 */

/** Drivers of the USB classes that such a card speaks (CDC Ethernet, CDC NCM, CDC EEM, RNDIS). */
const DRIVERS: ReadonlySet<string> = new Set(['cdc_ether', 'cdc_ncm', 'cdc_eem', 'cdc_subset', 'rndis_host']);

/** One address on every machine: AMI MegaRAC (Supermicro, ASUS, Gigabyte, ASRock Rack), and the example of its source tree. */
const ADDRESSES: ReadonlySet<string> = new Set(['b0:3a:f2:b6:05:9f', 'be:3a:f2:b6:05:9f']);

/** How firmware and the system name them: AMI, Dell iDRAC, HPE iLO, Lenovo XCC, OpenBMC, Insyde, and the ASPEED chips that most of them run on. */
const NAMES =
  /\b(?:american megatrends|idrac|ilo|hpe virtual nic|xclarity|xcc|bmc|openbmc|redfish|insyde software|aspeed(?:[-_ ]vhub)?)\b/i;
/** What scans under rules before 4 took for such a name, too. */
const FORMER_NAMES = /\b(?:virtual ethernet|host interface)\b/i;

/** True for a card on USB that a management controller shows to its host. @param rules by which the scan was begun */
export function isBmcHostInterface(row: ReportedInterface, address: MacAddress | null, rules: number): boolean {
  if (row.bus !== 'usb' || row.driver === null || !DRIVERS.has(row.driver)) return false;
  if (address !== null && ADDRESSES.has(address.text)) return true;
  if (NAMES.test(row.description ?? '') || /^idrac\d*$/i.test(row.name)) return true;
  if (rules >= 4) return false;
  if (FORMER_NAMES.test(row.description ?? '')) return true;
  const madeUp = row.addrAssignType === 1 || (address !== null && isLocallyAdministered(address));
  return madeUp && /^(?:usb|enx)/.test(row.name);
}
