import { systemIdentities } from '../../identities';
import { type EngineDeps, ScanEngine } from '../scan/engine';

const silent = (): void => undefined;

/** An engine over these records, of which nobody hears anything but what is given. */
export function quietEngine(deps: Pick<EngineDeps, 'store' | 'clock'> & Partial<EngineDeps>): ScanEngine {
  return new ScanEngine({
    log: { debug: silent, info: silent, warn: silent, error: silent },
    ids: systemIdentities,
    onChange: silent,
    onEffect: silent,
    addressOf: (kind) => ({ base: 'http://factory', path: `/${kind}` }),
    onDeliveries: silent,
    sameAsNow: () => silent,
    onStoreState: silent,
    ...deps,
  });
}
