/** How long a hidden window waits instead of a frame, ms: it gets no frames. */
const HIDDEN_MS = 250;

/** Runs something at the next frame, or soon where the window is hidden. */
export function atNextFrame(run: () => void): void {
  if (document.hidden) window.setTimeout(run, HIDDEN_MS);
  else window.requestAnimationFrame(run);
}
