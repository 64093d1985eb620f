/** `npm run licences`: writes dist/licences.txt, and fails when something that is shipped has a licence that we may not ship. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { DIST, ROOT } from './lib/paths.mjs';
import { fail } from './lib/terminal.mjs';
import { isAllowed } from './supply-chain/licence-rules.mjs';
import { shippedPackages, shippedRuntimes } from './supply-chain/shipped-packages.mjs';

const all = await everythingShipped();
const file = join(DIST, 'licences.txt');
const width = Math.max(...all.map(({ name, version }) => name.length + version.length + 1));
const lines = all.map(
  ({ name, version, licence, programs }) =>
    `${`${name} ${version}`.padEnd(width)}  ${licence.padEnd(12)}  ${programs.join(', ')}`,
);
mkdirSync(DIST, { recursive: true });
writeFileSync(
  file,
  `What is inside the console and the agent beside our own code. The texts go along with the programs.\n\n${lines.join('\n')}\n`,
);

/** @type {Map<string, number>} */
const counts = new Map();
for (const { licence } of all) counts.set(licence, (counts.get(licence) ?? 0) + 1);
const wrong = all.filter(({ licence }) => !isAllowed(licence));
if (wrong.length > 0) {
  fail(
    `These may not be shipped, or nobody knows: ${wrong.map(({ name, version, licence }) => `${name} ${version} (${licence})`).join(', ')}.`,
  );
}
console.log(
  `${relative(ROOT, file)}: ${all.length} packages and runtimes, ${[...counts].map(([licence, count]) => `${licence} ${count}`).join(', ')}. All may be shipped.`,
);

async function everythingShipped() {
  try {
    return [...shippedPackages(), ...(await shippedRuntimes())];
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error), 2);
  }
}
