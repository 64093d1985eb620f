/** Stands for what was not read in time. */
export const LATE = Symbol('late');

/** Reads that each have their own time. */
export interface TimedReads {
  /**
   * Waits for `work` no longer than the limit. While an earlier one with this key still hangs, nothing new is begun, for
   * each read that hangs keeps a thread of this process: the answer is `LATE` at once.
   * @param key what is read, for example `disks`
   */
  read<T>(key: string, work: () => Promise<T>): Promise<T | typeof LATE>;
}

let hanging = 0;

/** Whether reads hang that were given up. Then the process cannot end in good order: its threads are waited for. */
export function readsHang(): boolean {
  return hanging > 0;
}

export function createTimedReads(limitMs: number): TimedReads {
  const givenUp = new Set<string>();
  return {
    async read(key, work) {
      if (givenUp.has(key)) return LATE;
      const working = work();
      let timer: NodeJS.Timeout | undefined;
      const limit = new Promise<typeof LATE>((resolve) => {
        timer = setTimeout(resolve, limitMs, LATE);
      });
      try {
        const first = await Promise.race([working, limit]);
        if (first === LATE) {
          giveUp(key, working);
        }
        return first;
      } finally {
        clearTimeout(timer);
      }
    },
  };

  function giveUp(key: string, working: Promise<unknown>): void {
    givenUp.add(key);
    hanging += 1;
    const over = (): void => {
      givenUp.delete(key);
      hanging -= 1;
    };
    void working.then(over, over);
  }
}
