import { fits } from './fits';
import { hasName, keyOf, type ComparedInterface, type ExpectedPort } from './pair-ports';

/** What makers call the network port of a management controller, which the operating system cannot see. */
const CONTROLLERS =
  /^(?:bmc|ipmi|idrac|ilo|imm|xcc|cimc|irmc|mgmt|management|oob|lom-?mgmt)(?:[\s._-]?(?:lan|nic|port|eth))?[\s._-]?\d*$/i;

/** True for a name that MES is likely to give to the port of a management controller. */
export function isNameOfController(name: string): boolean {
  return CONTROLLERS.test(name.trim());
}

/**
 * Whether an entry is one that the agent cannot see: its name is on the plant's list, and no judged port has it, by name or
 * by address.
 * @param patterns names, `*` stands for anything; capital and small letters are the same
 */
export function isUnseen(entry: ExpectedPort, ports: readonly ComparedInterface[], patterns: readonly string[]): boolean {
  if (entry.name === '' || !patterns.some((pattern) => fits(entry.name.toLowerCase(), pattern.trim().toLowerCase())))
    return false;
  const key = keyOf(entry);
  return !ports.some(({ row, address }) => hasName(row, entry.name) || (key !== null && address?.key === key));
}
