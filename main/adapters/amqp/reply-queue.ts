import type { StandingQueue } from './console-topology';
import type { ConsolePeer } from './message-properties';
import type { Consumer } from './report-consumers';

export interface ReplyQueueOptions {
  readonly declare: () => Promise<StandingQueue>;
  /** Names this run of the program, and no other of whatever console. */
  readonly instance: string;
  /** Begins to consume, for this channel alone. */
  readonly consume: () => Promise<Consumer>;
  /** Tells all consoles about this one. Never rejects. */
  readonly announce: (peer: ConsolePeer) => void;
  /** Another program runs under this console's id; `this`: it was first, so that this one needs another id. */
  readonly onTwin: (whoYields: 'this' | 'other') => void;
}

/** This console's reply queue, which only one program may consume: two would share out each other's answers. */
export interface ReplyQueue {
  /** Resolves when it is consumed, or when it is known, or likely, that somebody else still does; then it is tried again, on and on. */
  consume(): Promise<Consumer>;
  /** A program with this console's id has announced itself. */
  heard(peer: ConsolePeer): void;
}

/** A connection that broke off may hold the queue until the broker misses its heartbeats; who is alive answers sooner. */
const ANSWER_MS = 1_500;
const LOOK_MS = 1_000;

export function createReplyQueue(options: ReplyQueueOptions): ReplyQueue {
  const { declare, instance, consume, announce, onTwin } = options;
  let consumer: Consumer | null = null;
  let isTwinKnown = false;
  let onTwinKnown: () => void = () => undefined;

  const tell = (asks: boolean) => announce({ instance, holds: consumer !== null, asks });

  /** Whether it is consumed now. Rejects when the channel has ended. */
  const tryToConsume = async (): Promise<boolean> => {
    const { consumerCount } = await declare();
    if (consumerCount > 0) {
      tell(true);
      return false;
    }
    consumer = await consume();
    // Not every kind of queue keeps a second consumer out.
    tell(true);
    return true;
  };

  const answerOfTwin = (): Promise<void> =>
    new Promise((resolve) => {
      const enough = setTimeout(resolve, ANSWER_MS);
      onTwinKnown = () => {
        clearTimeout(enough);
        resolve();
      };
      if (isTwinKnown) onTwinKnown();
    });

  return {
    async consume() {
      let cancelled = false;
      let next: NodeJS.Timeout | null = null;
      const lookAgain = async () => {
        const consumed = await tryToConsume();
        if (!consumed) keepTrying();
        else if (cancelled) await consumer?.cancel();
      };
      const keepTrying = () => {
        if (cancelled) return;
        next = setTimeout(() => {
          // When that fails, the channel has ended, and the whole link is made again.
          lookAgain().catch(() => undefined);
        }, LOOK_MS);
      };
      if (!(await tryToConsume())) {
        keepTrying();
        await answerOfTwin();
      }
      return {
        async cancel() {
          cancelled = true;
          if (next !== null) clearTimeout(next);
          const consuming = consumer;
          consumer = null;
          await consuming?.cancel();
        },
      };
    },
    heard(peer) {
      if (peer.instance === instance) return;
      if (peer.asks) tell(false);
      const yields = peer.holds && (consumer === null || instance > peer.instance);
      if (yields || consumer !== null) onTwin(yields ? 'this' : 'other');
      if (!yields) return;
      isTwinKnown = true;
      onTwinKnown();
    },
  };
}
