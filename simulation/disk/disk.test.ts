import { describe, expect, it } from 'vitest';
import { createRandom } from '../../simulator/random';
import { readSystemCalls, type SystemCall } from './system-calls';
import { type Luck, VolatileDisk } from './volatile-disk';

const FOLDER = '/r';
const DB = '/r/a b.db';

function hex(text: string): string {
  return Array.from(Buffer.from(text), (byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
}

describe('traced system calls', () => {
  it('are read with their paths and bytes, also when another thread comes between', async () => {
    const on = (fd: number): string => `${fd}<${hex(DB)}>`;
    const calls = await readSystemCalls(
      [
        `1 openat(AT_FDCWD<${hex('/x')}>, "${hex(DB)}", O_RDWR|O_CREAT|O_EXCL|O_CLOEXEC, 0600) = 9<${hex(DB)}>`,
        `1 pwrite64(${on(9)}, "${hex('ab')}", 2, 4096) = 2`,
        `2 fdatasync(${on(9)} <unfinished ...>`,
        `1 write(1<${hex('pipe:[1]')}>, "${hex('acked 1\n')}", 8) = 8`,
        '2 <... fdatasync resumed>) = 0',
        `2 fsync(${on(9)}) = -1 EIO (Input/output error) (INJECTED)`,
        `2 pwrite64(${on(9)}, "${hex('cd')}", 2, 0) = -1 EIO (Input/output error) (INJECTED)`,
        `1 ftruncate(${on(9)}, 5) = 0`,
        `1 unlink("${hex(DB)}") = 0`,
        `1 unlink("${hex('/elsewhere')}") = 0`,
        '3 +++ exited with 0 +++',
      ],
      FOLDER,
    );
    expect(calls).toEqual([
      { kind: 'opened', path: DB, creates: true, empties: false },
      { kind: 'written', path: DB, at: 4096, bytes: Buffer.from('ab') },
      { kind: 'said', text: 'acked 1\n' },
      { kind: 'synced', path: DB, by: 'fdatasync', failed: false },
      { kind: 'synced', path: DB, by: 'fsync', failed: true },
      { kind: 'resized', path: DB, size: 5 },
      { kind: 'removed', path: DB },
    ]);
  });

  it('stop the run where a file is changed in a way that is not known', async () => {
    const line = `1 rename("${hex(DB)}", "${hex('/r/c')}") = 0`;
    await expect(readSystemCalls([line], FOLDER)).rejects.toThrow('The store changed a file by rename');
  });
});

describe('a disk whose power is cut', () => {
  const create: SystemCall = { kind: 'opened', path: DB, creates: true, empties: false };
  const write = (text: string, at = 0): SystemCall => ({ kind: 'written', path: DB, at, bytes: Buffer.from(text) });
  const sync = (path = DB, failed = false): SystemCall => ({ kind: 'synced', path, by: 'fsync', failed });

  function imagesAfter(calls: readonly SystemCall[], luck: Luck): ReadonlySet<string> {
    const random = createRandom('disk');
    const disk = new VolatileDisk(FOLDER);
    for (const call of calls) disk.apply(call);
    return new Set(
      Array.from(
        { length: 200 },
        () =>
          disk
            .image(luck, () => random.next())
            .get(DB)
            ?.toString() ?? 'no file',
      ),
    );
  }

  it('has what was synced, whatever happens', () => {
    const calls = [create, write('abc'), sync(), sync(FOLDER)];
    for (const luck of ['nothing', 'something', 'everything'] as const) expect([...imagesAfter(calls, luck)]).toEqual(['abc']);
  });

  it('may have no file whose folder was not synced', () => {
    expect([...imagesAfter([create, write('abc'), sync()], 'something')].toSorted()).toEqual(['abc', 'no file']);
  });

  it('may have any of what was not synced, and not all of it', () => {
    const calls = [create, write('abcd'), sync(), sync(FOLDER), write('X', 0), write('Y', 2)];
    expect([...imagesAfter(calls, 'something')].toSorted()).toEqual(['XbYd', 'Xbcd', 'abYd', 'abcd']);
    expect([...imagesAfter(calls, 'nothing')]).toEqual(['abcd']);
  });

  it('tears a write between sectors', () => {
    const calls = [create, write('a'.repeat(1024)), sync(), sync(FOLDER), write('b'.repeat(1024))];
    const halves = [...imagesAfter(calls, 'something')].map((content) => `${content[0] ?? ''}${content[512] ?? ''}`);
    expect(halves.toSorted()).toEqual(['aa', 'ab', 'ba', 'bb']);
  });

  it('never makes durable what a failed sync gave up, unless it is written again', () => {
    const begun = [create, write('abcd'), sync(), sync(FOLDER), write('XY', 0), sync(DB, true)];
    expect([...imagesAfter([...begun, sync()], 'something')].toSorted()).toEqual(['XYcd', 'abcd']);
    expect([...imagesAfter([...begun, write('Z', 0), sync()], 'something')].toSorted()).toEqual(['ZYcd', 'Zbcd']);
    expect([...imagesAfter([...begun, write('PQ', 0), sync()], 'something')]).toEqual(['PQcd']);
  });
});
