/** How long a hidden window waits, ms: nobody sees it. */
const HIDDEN_MS = 250;

let waiting: (() => void)[] = [];
const turn = new MessageChannel();
turn.port1.addEventListener('message', runAll);
turn.port1.start();

/**
 * Runs something after whatever has come up to now, together with all else that waits, so that a pile of patches is shown at once.
 * Not at the next frame: what is drawn before the frame begins is in that frame, and a busy machine has few of them.
 */
export function inNextBatch(run: () => void): void {
  waiting.push(run);
  if (waiting.length > 1) return;
  if (document.hidden) window.setTimeout(runAll, HIDDEN_MS);
  else turn.port2.postMessage(null);
}

function runAll(): void {
  const runs = waiting;
  waiting = [];
  for (const run of runs) run();
}

/** Runs something at the next frame, or soon where the window is hidden: it gets no frames. */
export function atNextFrame(run: () => void): void {
  if (document.hidden) inNextBatch(run);
  else window.requestAnimationFrame(run);
}
