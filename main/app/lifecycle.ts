import type { Text, Texts } from '../../protocol/texts/text';
import type { Clock } from '../domain/ports/clock';

const MOMENT_MS = 5_000;
/** After a start, when the window has had time to open. */
const FIRST_WORD_MS = 4_000;
const DAY_MS = 86_400_000;

/** What is started and stopped, and by what each is asked. */
export interface LifecycleDeps {
  readonly clock: Pick<Clock, 'after'>;
  /** The events go to a terminal: somebody reads along from the first line. */
  readonly toTerminal: boolean;
  readonly consoleId: { load(): Promise<string> };
  readonly settings: { load(): Promise<void>; readonly leftOut: Texts | null };
  readonly warn: (what: Texts) => void;
  readonly signIn: { load(): Promise<void> };
  readonly selfTest: { load(): Promise<void> };
  readonly connections: { open(consoleId: string): void; listen(): void; close(): Promise<void> };
  readonly engine: { openLatest(): Promise<void>; stop(): void };
  readonly quarantine: { load(): Promise<void> };
  readonly deliveries: { load(): Promise<void> };
  readonly ingest: { resume(): Promise<void>; stop(): void };
  readonly outbox: { start(): Promise<void>; stop(): Promise<void> };
  readonly registry: { wake(): void; serve(): Promise<void>; stop(): Promise<void> };
  /** Removes old scans as the settings say; ends early where `stopped` says so. Resolves with what a person has to know of it. */
  readonly prune: (stopped: () => boolean) => Promise<Text | null>;
  readonly records: { start(): void; stop(): Promise<void> };
  readonly light: { start(): void; stop(): Promise<void> };
  /** Agents come and go in silence, and clocks are set in silence, so the window is told in turns. */
  readonly onMoment: () => void;
  readonly health: { stop(): void };
  readonly idle: { stop(): void };
  readonly store: { close(): Promise<void> };
}

/** The order in which a console comes up and goes down. */
export class Lifecycle {
  readonly #deps: LifecycleDeps;
  #stopping = false;
  #pruning: Promise<void> | null = null;
  #cancelPruning: (() => void) | null = null;
  #cancelMoment: (() => void) | null = null;
  #cancelFirstWord: (() => void) | null = null;
  /** What waits for the window to open; null once it has. */
  #firstWords: Texts[] | null = [];

  constructor(deps: LifecycleDeps) {
    this.#deps = deps;
  }

  /** Reads settings, reopens the last operation, connects. Rejects with `storeFailed` when the records cannot be read, `badSettings` when an override is none. */
  async start({ reopen = true }: { readonly reopen?: boolean } = {}): Promise<void> {
    const { consoleId, settings, signIn, selfTest, connections, engine, quarantine, deliveries, ingest, outbox, registry } =
      this.#deps;
    const id = await consoleId.load();
    await settings.load();
    if (settings.leftOut !== null) this.say(settings.leftOut);
    this.#sayFirstWords();
    await signIn.load();
    await selfTest.load();
    connections.open(id);
    if (reopen) await engine.openLatest();
    await quarantine.load();
    await deliveries.load();
    await ingest.resume();
    connections.listen();
    await outbox.start();
    registry.wake();
    await registry.serve();
    if (reopen) this.#pruneEveryDay();
    this.#deps.records.start();
    this.#deps.light.start();
    this.#everyMoment();
  }

  async stop(): Promise<void> {
    const { records, light, engine, health, idle, registry, outbox, connections, ingest, store } = this.#deps;
    this.#stopping = true;
    this.#cancelPruning?.();
    await this.#pruning;
    await records.stop();
    await light.stop();
    this.#cancelMoment?.();
    this.#cancelFirstWord?.();
    engine.stop();
    health.stop();
    idle.stop();
    await registry.stop();
    await outbox.stop();
    await connections.close();
    ingest.stop();
    await store.close();
  }

  /** A console may be open for months. */
  #pruneEveryDay(): void {
    this.#pruning = this.#prune();
    this.#cancelPruning = this.#deps.clock.after(DAY_MS, () => this.#pruneEveryDay());
  }

  async #prune(): Promise<void> {
    const what = await this.#deps.prune(() => this.#stopping);
    if (what !== null && !this.#stopping) this.say([what]);
  }

  #everyMoment(): void {
    this.#cancelMoment = this.#deps.clock.after(MOMENT_MS, () => {
      this.#deps.onMoment();
      this.#everyMoment();
    });
  }

  /** Warns of something as soon as somebody can read it. */
  say(what: Texts): void {
    if (this.#firstWords === null) this.#deps.warn(what);
    else this.#firstWords.push(what);
  }

  /** A window takes a moment to open; somebody at a terminal reads along. */
  #sayFirstWords(): void {
    const { warn, toTerminal, clock } = this.#deps;
    const say = (): void => {
      for (const what of this.#firstWords ?? []) warn(what);
      this.#firstWords = null;
    };
    if (toTerminal) say();
    else this.#cancelFirstWord = clock.after(FIRST_WORD_MS, say);
  }
}
