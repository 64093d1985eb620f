import { hash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { ChainLink } from './event-chain';
import type { Packs } from './packs';
import type { Tables } from './tables';

/** The first entry whose raw report is not the one that was filed with it, as one sentence; null when there is none. */
export async function findAlteredReport(
  kysely: Kysely<Tables>,
  packs: Packs,
  links: readonly ChainLink[],
): Promise<string | null> {
  for (const { seq, reportId, body } of links) {
    if (reportId === null) continue;
    const { sha256 } = JSON.parse(body) as { readonly sha256?: string };
    if (sha256 === undefined) continue;
    const report = await kysely.selectFrom('report').select('bytes').where('id', '=', reportId).executeTakeFirst();
    if (report === undefined) return `The raw report of entry ${seq} of the event log is missing.`;
    if (hash('sha256', packs.bytes(report.bytes)) !== sha256)
      return `The raw report of entry ${seq} of the event log was altered after it was written.`;
  }
  return null;
}
