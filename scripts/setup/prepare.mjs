/** The one set-up behind `npm run demo`, `npm test` and `node scripts/setup.mjs`. Quiet when everything is there. */
import { locateElectron } from '../electron/locate.mjs';
import { step } from '../lib/step.mjs';
import { CannotSetUp } from './cannot-set-up.mjs';
import { getElectron } from './electron-binary.mjs';
import { installNpmPackages, npmPackagesAreThere } from './npm-packages.mjs';
import { installSystemPackages, missingSystemPackages } from './system-packages.mjs';

const OLDEST_NODE = [20, 19];

/**
 * Gets whatever is missing. Everything it needs itself is in Node, so it runs in a bare checkout.
 *
 * @param {import('./system-packages.mjs').SystemNeeds} needs
 * @throws {CannotSetUp} where this machine cannot have it; the message says how to get it
 */
export async function prepare(needs) {
  checkNode();
  const systemPackages = missingSystemPackages(needs);
  if (systemPackages.length > 0)
    await step(`Setting up: system packages (${systemPackages.join(', ')})`, () => installSystemPackages(systemPackages));
  if (!npmPackagesAreThere()) await step('Setting up: npm packages', installNpmPackages);
  if (needs.electron && locateElectron() === undefined) await step('Setting up: Electron', getElectron);
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  throw new CannotSetUp(`Node ${process.versions.node} is too old: install Node ${OLDEST_NODE.join('.')} or a later one.`);
}
