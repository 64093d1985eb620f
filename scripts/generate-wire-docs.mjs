/** `npm run docs:wire`: writes docs/schemas/*.json and docs/asyncapi.json from the schemas in protocol/. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './lib/paths.mjs';
import { wireDocs } from './wire-docs/wire-docs.mjs';

const docs = join(ROOT, 'docs');
const files = await wireDocs();
rmSync(join(docs, 'schemas'), { recursive: true, force: true });
mkdirSync(join(docs, 'schemas'), { recursive: true });
for (const [name, text] of files) writeFileSync(join(docs, name), text);
console.log(`Wrote ${files.size} files to docs/.`);
