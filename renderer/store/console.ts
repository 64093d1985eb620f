import type { QueryClient } from '@tanstack/react-query';
import type { Texts } from '../../protocol/texts/text';
import type { CommandInput, CommandName, CommandOutput, ConsoleApi } from '../../protocol/ipc';
import type { Patch, Snapshot } from '../../protocol/window-state';
import { createAsk, type Ask } from '../console-api';
import { followPatches, followRegistry } from '../server-state/follow-main';
import { createServerState } from '../server-state/server-state';
import { messages } from '../messages';
import { DetailsCache } from './details-cache';
import { createFactsStore, factsOfSnapshot, patchFacts, type Facts, type FactsStore } from './facts';
import { createGridView, type GridView } from './grid-view';
import { createHintLine, type HintLine } from './hint';
import { createLookUpResult, type LookUpResult } from './look-up-result';
import { createNoticeBoard, type NoticeBoard } from './notices';
import { PatchStream } from './patch-stream';
import { createRackView, type RackView } from './rack-view';
import { RowTable } from './row-table';
import { createStartDraft, type StartDraftStore } from './start-draft';

/** Everything behind the screen, in one piece: what main told, what the operator chose, and the way to ask. */
export interface Console {
  readonly ask: Ask;
  /** Asks, and shows the sentence of a refusal as a notice; gives the answer, or undefined after a refusal. */
  readonly askOrTell: <N extends CommandName>(name: N, input: CommandInput<N>) => Promise<CommandOutput<N> | undefined>;
  readonly rows: RowTable;
  readonly facts: FactsStore;
  readonly view: GridView;
  readonly details: DetailsCache;
  readonly notices: NoticeBoard;
  readonly draft: StartDraftStore;
  readonly hint: HintLine;
  readonly lookUp: LookUpResult;
  readonly rackView: RackView;
  /** What main answered to questions. */
  readonly serverState: QueryClient;
  /** Starts listening to main; returns the function that ends it. */
  readonly start: () => () => void;
}

/**
 * `schedule` runs its callback once, a little later: all changes of rows that have come by then are shown together. What
 * else changes may take the focused control away, so it waits for `scheduleFacts`: the next frame settles the focus too.
 */
export function createConsole(
  api: ConsoleApi,
  schedule: (run: () => void) => void,
  scheduleFacts: (run: () => void) => void = schedule,
): Console {
  const ask = createAsk(api, messages.errors.noAnswerFromMain);
  const notices = createNoticeBoard();
  const rows = new RowTable(schedule);
  const facts = createFactsStore();
  const view = createGridView(rows);
  const details = new DetailsCache(ask, rows, () => latest?.session?.operationId, schedule);

  const serverState = createServerState(ask);

  let latest: Facts | undefined;
  let planned = false;
  const showFacts = (next: Facts): void => {
    latest = next;
    if (planned) return;
    planned = true;
    scheduleFacts(() => {
      planned = false;
      if (latest !== undefined) facts.setState({ kind: 'ready', facts: latest }, true);
    });
  };

  const takeSnapshot = (snapshot: Snapshot): void => {
    const before = latest?.session;
    const sameScan =
      before?.operationId === snapshot.session?.operationId &&
      before?.startedAt === snapshot.session?.startedAt &&
      rows.size <= snapshot.devices.length;
    rows.apply(snapshot.devices, !sameScan);
    showFacts(factsOfSnapshot(snapshot));
  };

  const takePatch = (patch: Patch): void => {
    if (latest === undefined) return;
    if (patch.devices !== undefined || patch.reset === true) rows.apply(patch.devices ?? [], patch.reset === true);
    const next = patchFacts(latest, patch);
    showFacts(next);
  };

  const start = (): (() => void) => {
    const stream = new PatchStream(
      async () => {
        const reply = await ask('app.snapshot', {});
        return reply.ok ? reply : { ok: false, sentence: reply.error.sentence };
      },
      {
        snapshot: takeSnapshot,
        patch: takePatch,
        failed: (sentence) => {
          if (latest === undefined) facts.setState({ kind: 'broken', sentence }, true);
          else notices.raise('error', sentence, 'snapshot');
        },
      },
      (retry, afterMs) => window.setTimeout(retry, afterMs),
    );
    const endPatches = api.subscribe('state.patched', (patch) => stream.push(patch));
    const endNotices = api.subscribe('notice.raised', ({ level, what }) => notices.raise(level, what, topicOf(what)));
    const endRegistry = api.subscribe('registry.changed', followRegistry(serverState));
    const endAnswers = followPatches(facts, serverState);
    stream.start();
    return () => {
      stream.end();
      endPatches();
      endNotices();
      endRegistry();
      endAnswers();
    };
  };

  return {
    ask,
    askOrTell: async (name, input) => {
      const reply = await ask(name, input);
      if (reply.ok) return reply.value;
      notices.raise('error', reply.error.sentence);
      return undefined;
    },
    rows,
    facts,
    view,
    details,
    notices,
    draft: createStartDraft(),
    hint: createHintLine(),
    lookUp: createLookUpResult(),
    rackView: createRackView(),
    serverState,
    start,
  };
}

/** That the records cannot be written takes the place of a disk that is full, and that they can be of why they could not. */
function topicOf([first]: Texts): string | undefined {
  return first !== undefined && OF_RECORDS.has(first.code) ? 'records' : undefined;
}

const OF_RECORDS: ReadonlySet<string> = new Set([
  'records.diskFull',
  'notice.recordsFail',
  'notice.recordsWait',
  'notice.recordsWriteAgain',
]);
