import { join } from 'node:path';

/** Inputs to begin with, and found ones that are worth keeping. */
export function corpusFolder(root: string, target: string): string {
  return join(root, 'fuzz', 'corpus', target);
}

/** Shrunk inputs that once showed a fault. */
export function crasherFolder(root: string, target: string): string {
  return join(root, 'fuzz', 'crashers', target);
}
