import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import path from 'node:path';
import type { Launch } from './console-process';

/** A disk of a few megabytes in memory that only programs started with `launch` see, and that goes with the last of them. */
export interface SmallDisk {
  /** Where it lies for those who see it. */
  readonly folder: string;
  readonly launch: Launch;
  /** The same folder for this program, as long as the disk is there. */
  readonly seenFromHere: string;
  /** Takes all the room that is left. */
  fill(): void;
  makeRoom(): void;
  /** Copies what lies on it to a folder that everyone sees. */
  copyTo(folder: string): Promise<void>;
  /** Fine to call twice. */
  close(): Promise<void>;
}

const CHUNK = Buffer.alloc(64 * 1024, 'x');

/**
 * Mounts it in a mount namespace of its own: nothing of it is left behind, whatever becomes of this program. Without root it
 * takes a user namespace too. Rejects with one sentence where the system allows neither.
 */
export async function openSmallDisk(folder: string, mebibytes: number): Promise<SmallDisk> {
  const isRoot = process.getuid?.() === 0;
  const mount = `mount -t tmpfs -o size=${mebibytes}m tmpfs "$0" && echo mounted && exec cat`;
  const holder = spawn('unshare', [...(isRoot ? [] : ['--map-root-user']), '--mount', 'sh', '-c', mount, folder], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let words = '';
  holder.stderr.setEncoding('utf8').on('data', (text: string) => (words += text));
  const mounted = await Promise.race([
    once(holder.stdout, 'data').then(() => true),
    once(holder, 'error').then(() => false),
    once(holder, 'exit').then(() => false),
  ]);
  const { pid } = holder;
  if (!mounted || pid === undefined) throw new Error(`A small disk cannot be mounted on this system. ${words.trim()}`);
  const seenFromHere = path.join('/proc', String(pid), 'root', folder);
  const filler = path.join(seenFromHere, 'filler');
  return {
    folder,
    seenFromHere,
    launch: { before: ['nsenter', '--target', String(pid), ...(isRoot ? [] : ['--user', '--preserve-credentials']), '--mount'] },
    fill() {
      const file = openSync(filler, 'a');
      try {
        for (let size = CHUNK.byteLength; size >= 1; ) {
          try {
            writeSync(file, CHUNK, 0, size);
          } catch (error) {
            if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
            size = Math.floor(size / 2);
          }
        }
      } finally {
        closeSync(file);
      }
    },
    makeRoom: () => rmSync(filler, { force: true }),
    copyTo: (place) => cp(seenFromHere, place, { recursive: true }),
    async close() {
      if (holder.exitCode !== null || holder.signalCode !== null) return;
      holder.kill('SIGKILL');
      await once(holder, 'exit');
    },
  };
}
