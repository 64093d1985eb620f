import { english } from '../../../messages/english';
import type { Connections, LinkState } from '../../../protocol/connection-state';
import type { HealthView } from '../../../protocol/program-health';
import type { Settings } from '../../../protocol/settings';
import type { Store } from '../../domain/ports/store';
import type { Diagnostics } from '../ports';
import { simulationMark } from '../records/practice-records';

/** What a bundle is made of. */
export interface BundleParts {
  readonly store: Store;
  readonly diagnostics: Diagnostics;
  readonly madeAt: number;
  readonly settings: Settings;
  /** Passwords and tokens in use; wherever one stands it is hidden. */
  readonly secrets: readonly string[];
  /** Null where no console runs. */
  readonly running: { readonly health: HealthView; readonly keptIn: string; readonly connections: Connections } | null;
  /** The operation whose raw reports go along; null: none do. */
  readonly reportsOf: string | null;
}

const MAX_LOG_LINES = 500;
const MAX_OPERATIONS = 20;
const MAX_QUARANTINED = 50;
const MAX_PROBLEMS = 50;

/**
 * Everything that somebody needs who is to help, as JSON text: versions, settings, health, the end of the log, counts, the state
 * of the records. Without passwords and tokens, and without raw reports unless they are asked for.
 */
export async function supportBundle(parts: BundleParts): Promise<string> {
  const { store, diagnostics, madeAt, settings, secrets, running, reportsOf } = parts;
  const clean = (value: unknown): unknown => diagnostics.redact(value, secrets);
  const quarantined = await store.listQuarantined(MAX_QUARANTINED);
  const records = {
    eventLog: (await store.verifyChain()) ?? 'whole',
    operations: (await store.countResults(MAX_OPERATIONS)).map(
      ({ operationId, startedAt, closedAt, reports, devices, leftOver }) => ({
        operationId,
        reports,
        leftOver,
        // As a list: a redactor takes a key like "pass" for that of a password.
        devices: Object.entries(devices).map(([status, count]) => ({ status, count })),
        startedAt: iso(startedAt),
        closedAt: closedAt === null ? null : iso(closedAt),
      }),
    ),
    deliveries: Object.fromEntries((await store.countDeliveries()).map(({ kind, state, count }) => [`${kind} ${state}`, count])),
    deliveryProblems: (await store.openDeliveries(null, MAX_PROBLEMS))
      .filter(({ problem }) => problem.length > 0)
      .map(({ kind, state, attempts, problem, createdAt }) => ({
        kind,
        state,
        attempts,
        problem: english(problem),
        problemCodes: problem,
        createdAt: iso(createdAt),
      })),
    quarantine: {
      count: await store.countQuarantined(),
      latest: quarantined.map(({ at, reason, size }) => ({
        at: iso(at),
        reason: english(reason),
        reasonCodes: reason,
        bytes: size,
      })),
    },
    people: countBy((await store.listPeople()).map(({ role }) => role)),
  };
  const bundle = {
    ...(await simulationMark(store)),
    format: 'burnin-support-bundle/1',
    madeAt: iso(madeAt),
    versions: clean(diagnostics.versions()),
    settings: clean(settings),
    running: clean(running && { ...running, connections: inWords(running.connections) }),
    records: clean(records),
    log: (await diagnostics.lastLogLines(MAX_LOG_LINES)).map((line) => clean(parsed(line))),
    ...(reportsOf === null ? {} : { rawReports: await rawReports(store, reportsOf) }),
  };
  return `${JSON.stringify(bundle, null, 2)}\n`;
}

/** Codes and, beside them, the words that whoever is to help can read at once. */
function inWords({ broker, mes, ...rest }: Connections) {
  const said = (link: LinkState) => ({ ...link, sentence: english(link.reason) });
  return { broker: said(broker), mes: said(mes), ...rest };
}

/** `burnin-support-2026-11-21T214502Z.json` */
export function bundleFileName(at: number): string {
  return `burnin-support-${iso(at).slice(0, 19).replaceAll(':', '')}Z.json`;
}

async function rawReports(store: Store, operationId: string): Promise<readonly unknown[]> {
  const record = await store.findOperation(operationId);
  if (record === null) return [];
  return (await store.loadReports(record.operationId)).map(({ at, sn, bytes, properties }) => ({
    at: iso(at),
    sn,
    properties,
    bytesBase64: Buffer.from(bytes).toString('base64'),
  }));
}

/** A line of the log as what it is; a secret may stand escaped in its text. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return line;
  }
}

function countBy(names: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
