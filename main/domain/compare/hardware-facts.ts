import type { ReportedInterface } from '../../../protocol/wire/reported-interface';
import type { JudgedInterface } from '../../../protocol/model';

type Facts = Pick<JudgedInterface, 'kind' | 'bus' | 'pciAddress' | 'driver' | 'description' | 'carrier'>;

/** What a report says of the card behind an interface, whatever the verdict on it. */
export function hardwareFacts({ kind, bus, pciAddress, driver, description, carrier }: ReportedInterface): Facts {
  return { kind, bus, pciAddress, driver, description, carrier };
}
