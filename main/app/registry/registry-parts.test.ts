import { expect, it } from 'vitest';
import { serialNumber } from '../../../protocol/ids';
import { DEFAULT_SETTINGS } from '../../../protocol/settings';
import { serveRegistry } from '../../cli/testing/served-registry';
import { OPERATION, PairRig, PERSON } from '../testing/pair-rig';
import { RegistryParts } from './registry-parts';

it('the service is told whether a scan is under way, from its start to its end', async () => {
  const rig = await PairRig.inMemory();
  const { registry } = await serveRegistry();
  const silent = (): void => undefined;
  let isScanning = (): boolean => true;
  const parts = new RegistryParts({
    store: rig.store,
    registry,
    serve: async (options) => {
      isScanning = options.isScanning;
      return { url: 'http://127.0.0.1:1', close: async () => undefined };
    },
    clock: rig.clock,
    log: { debug: silent, info: silent, warn: silent, error: silent },
    session: () => rig.engine.session,
    settings: () => ({ ...DEFAULT_SETTINGS.registry, httpEnabled: true, fromScans: false }),
    notice: silent,
    onChanged: silent,
    onSkipped: silent,
  });
  await parts.serve(null);
  const seen = [isScanning()];
  const roster = [serialNumber('A1')];
  await rig.engine.start({ operationId: OPERATION, operatorId: PERSON, scanMode: 0, roster, policy: DEFAULT_SETTINGS.scan });
  seen.push(isScanning());
  await rig.engine.finish(OPERATION, PERSON);
  seen.push(isScanning());
  expect(seen).toEqual([false, true, false]);
  await parts.stop();
  await rig.end();
});
