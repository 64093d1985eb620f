/** `npm run sbom`: writes dist/sbom.cdx.json, a CycloneDX list of everything that is inside the built programs. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { DIST, PACKAGE, ROOT } from './lib/paths.mjs';
import { run } from './lib/run-command.mjs';
import { fail } from './lib/terminal.mjs';
import { sbomDocument } from './supply-chain/sbom-document.mjs';
import { shippedPackages, shippedRuntimes } from './supply-chain/shipped-packages.mjs';

try {
  const packages = shippedPackages();
  const runtimes = await shippedRuntimes();
  const output = await run('npm', ['sbom', '--package-lock-only', '--sbom-format', 'cyclonedx', '--loglevel=error'], {
    cwd: ROOT,
    failure: 'npm could not list the packages',
  });
  const all = /** @type {import('./supply-chain/sbom-document.mjs').Sbom} */ (JSON.parse(output));
  const document = sbomDocument(all, packages, runtimes, PACKAGE);
  const file = join(DIST, 'sbom.cdx.json');
  mkdirSync(DIST, { recursive: true });
  writeFileSync(file, `${JSON.stringify(document, null, 2)}\n`);
  console.log(
    `${relative(ROOT, file)}: CycloneDX ${document.specVersion}, ${packages.length} packages and ${runtimes.length} runtimes in what is shipped (of ${all.components.length} packages in the checkout).`,
  );
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}
