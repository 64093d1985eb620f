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
  for (const link of links) {
    if (link.reportId === null) continue;
    const report = await kysely.selectFrom('report').select('bytes').where('id', '=', link.reportId).executeTakeFirst();
    const is = isReportAsFiled(link, report === undefined ? null : packs.bytes(report.bytes));
    if (is === 'missing') return `The raw report of entry ${link.seq} of the event log is missing.`;
    if (is === 'altered') return `The raw report of entry ${link.seq} of the event log was altered after it was written.`;
  }
  return null;
}

/** Whether the report that an entry names is the one that was filed with it. Entries of before name no hash, and their reports are taken as they are. */
export function isReportAsFiled({ body }: Pick<ChainLink, 'body'>, bytes: Uint8Array | null): 'asFiled' | 'altered' | 'missing' {
  const { sha256 } = JSON.parse(body) as { readonly sha256?: string };
  if (sha256 === undefined) return 'asFiled';
  if (bytes === null) return 'missing';
  return hash('sha256', bytes) === sha256 ? 'asFiled' : 'altered';
}
