/** Long enough for a machine that does many other things. */
export const PATIENCE_MS = 180_000;

export function pause(forMs: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, forMs);
  });
}
