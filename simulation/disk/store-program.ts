/**
 * The program whose disk is watched or made to fail: opens records, commits, packs, closes them, and says each step on a line of its own.
 * What fails is tried again, as the console does it. Arguments: database file, bundled
 * worker file or nothing for this thread, the `Task` as JSON.
 */
import { createStore, type SqliteStore } from '../../main/adapters/store/create-store';
import { CLOSED, OPERATION, opening, received, report, result, started } from '../../main/adapters/store/testing/test-data';
import { AppError } from '../../main/domain/errors';
import type { Commit } from '../../main/domain/ports/journal';

export interface Task {
  /** How often the records are opened and closed again. */
  readonly rounds: number;
  readonly commitsPerRound: number;
  /** Commits that are under way at once. */
  readonly atOnce: number;
  /** Of each report. */
  readonly bytes: number;
}

const MAX_TRIES = 6;

async function run([file = '', workerFile = '', task = '']: readonly string[]): Promise<void> {
  const { rounds, commitsPerRound, atOnce, bytes } = JSON.parse(task) as Task;
  let next = 0;
  for (let round = 0; round < rounds; round += 1) {
    const store = await tryAgain('opening', () => createStore(workerFile === '' ? { file } : { file, workerFile }));
    if (store === null) continue;
    await tryAgain('beginning', () => begin(store));
    const end = next + commitsPerRound;
    const commitOneByOne = async (): Promise<void> => {
      while (next < end) {
        const number = next;
        next += 1;
        const done = await tryAgain(`commit ${number}`, () => store.commit(commitOf(number, bytes)).then(() => true));
        if (done !== null) say(`acked ${number}`);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, commitOneByOne));
    if (round === rounds - 1) await tryAgain('closing the scan', () => close(store));
    await tryAgain('packing', () => packAll(store));
    await store.close().catch((error: unknown) => say(`refused closing: ${sentenceOf(error)}`));
    say('closed');
  }
}

async function begin(store: SqliteStore): Promise<void> {
  if ((await store.findOperation(OPERATION)) !== null) return;
  await store.commit({ operation: opening(), events: [{ operationId: OPERATION, at: 1, event: started() }] });
}

async function close(store: SqliteStore): Promise<void> {
  await store.commit({ events: [{ operationId: OPERATION, at: 2, event: CLOSED }] });
}

async function packAll(store: SqliteStore): Promise<void> {
  while (await store.pack(Number.MAX_SAFE_INTEGER)) say('packed');
}

function commitOf(number: number, bytes: number): Commit {
  const id = `r${number}`;
  return {
    reports: [{ ...report(id), bytes: reportBytes(number, bytes) }],
    events: [{ operationId: OPERATION, at: number, event: received(id) }],
    deviceResults: [result(`S${number}`)],
  };
}

/** Of these no two pages are alike, and they can be told apart by their number. */
function reportBytes(number: number, size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let state = number + 1;
  for (let index = 0; index < size; index += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    bytes[index] = state >>> 24;
  }
  return bytes;
}

async function tryAgain<T>(what: string, work: () => Promise<T>): Promise<T | null> {
  for (let attempt = 1; attempt <= MAX_TRIES; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      say(`refused ${what}: ${sentenceOf(error)}`);
    }
  }
  return null;
}

function sentenceOf(error: unknown): string {
  return error instanceof AppError ? error.message : `NOT A SENTENCE ${String(error)}`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

void run(process.argv.slice(2));
