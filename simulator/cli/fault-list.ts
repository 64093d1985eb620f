import { err, ok, type Result } from '../../protocol/result';
import { FAULT_NAMES, type FaultName, type FaultRequest, isFaultName } from '../faults/fault';

/**
 * Reads `wrongMac=2,silent=1,late=Q186I15901+Q186I15902`: for each fault a number of devices, or their serial numbers
 * joined by `+`. Digits alone are a number.
 */
export function readFaultList(text: string): Result<FaultRequest, string> {
  const request: Partial<Record<FaultName, number | readonly string[]>> = {};
  for (const part of text.split(',')) {
    if (part.trim() === '') continue;
    const [name, value] = splitOnce(part.trim());
    if (!isFaultName(name)) return err(`there is no fault "${name}"; the faults are ${FAULT_NAMES.join(', ')}.`);
    if (request[name] !== undefined) return err(`${name} is given twice; give it once.`);
    if (value === '') return err(`${name} needs a number of devices or serial numbers, such as ${name}=2.`);
    request[name] = /^\d{1,6}$/u.test(value) ? Number(value) : value.split('+').filter((serial) => serial !== '');
  }
  return ok(request);
}

function splitOnce(part: string): readonly [string, string] {
  const sign = part.indexOf('=');
  return sign === -1 ? [part, ''] : [part.slice(0, sign).trim(), part.slice(sign + 1).trim()];
}
