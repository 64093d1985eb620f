import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { REGISTRY_HTTP_TEXTS } from '../../../protocol/texts/registry-http-texts';
import { serveRegistry } from '../../cli/testing/served-registry';
import { bodyFor, fillFor, REFUSED_REQUESTS } from './testing/refused-requests';

/** What the last version answered that had no codes. */
const BODIES = JSON.parse(readFileSync(join(import.meta.dirname, 'testing/bodies-of-requests.json'), 'utf8')) as Readonly<
  Record<string, string>
>;
/** Nothing here is that slow, and no scan is under way; `memory-budget.test.ts` and `scan-first.test.ts` have that. */
const NOT_HERE = ['registryHttp.cameTooSlowly', 'registryHttp.scanFirst'];

it('what is refused over HTTP has the body that clients have always read, and the codes behind it', async () => {
  const { registry } = await serveRegistry();
  await fillFor(registry);
  const bodies: Record<string, string> = {};
  const codes = new Set<string>();
  for (const [name, request] of Object.entries(REFUSED_REQUESTS)) {
    const body = (await bodyFor(request, registry)).trimEnd();
    const { messageCodes } = JSON.parse(body) as { readonly messageCodes: readonly { readonly code: string }[] };
    for (const { code } of messageCodes) codes.add(code);
    bodies[name] = `${body.slice(0, body.indexOf(',"messageCodes":'))}}`;
  }
  expect(bodies).toEqual(BODIES);
  expect(Object.keys(REGISTRY_HTTP_TEXTS).filter((code) => !codes.has(code))).toEqual(NOT_HERE);
});
