import { existsSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Fault } from '../fault';
import { pause } from '../harness/wait';

const LIBRARIES = '/usr/lib';
const HOURS = 3_600;

/** The system clock of the console is set forward and back in the middle of a scan, by the library libfaketime. */
export const clockJumps: Fault = {
  name: 'clock',
  title: 'clock jumps forward and back',
  weight: 15,
  times: { short: 4, long: 200 },
  run: async (harness, times) => {
    const offsetFile = path.join(await harness.place(), 'offset');
    let offset = 0;
    const setClock = (seconds: number): void => {
      offset += seconds;
      // It is read at every look at the clock, so it is never there by half.
      writeFileSync(`${offsetFile}.new`, `${offset < 0 ? '' : '+'}${offset}\n`);
      renameSync(`${offsetFile}.new`, offsetFile);
    };
    setClock(0);
    const rack = await harness.openRack({ spreadMs: 1_500 });
    await harness.openFactory([rack]);
    const console = await harness.openConsole({
      // Short enough for a jump to be longer than the whole scan may take.
      scan: { idleMs: 20_000, maxMs: 120_000 },
      launch: {
        environment: {
          LD_PRELOAD: libfaketime(),
          FAKETIME_TIMESTAMP_FILE: offsetFile,
          FAKETIME_NO_CACHE: '1',
          // Timers go on as they do when somebody sets the clock.
          FAKETIME_DONT_FAKE_MONOTONIC: '1',
        },
      },
    });
    for (let time = 1; time <= times; time += 1) {
      const plan = harness.plan(`clock-${time}`, rack.oracle);
      const jump = Math.round((0.01 + harness.random.next()) * 3 * HOURS) * (time % 2 === 0 ? -1 : 1);
      // What has to go out waits for its next try when the clock jumps.
      harness.factory.control({ kind: 'status', status: 503, route: ['log', 'notification'], count: 2 });
      await harness.scanThrough(
        console,
        rack,
        plan,
        async () => {
          setClock(jump);
          await pause(200);
          setClock(-Math.round(jump / 3));
        },
        1 + harness.random.below(20),
      );
      const { session } = await console.invoke('app.snapshot', {});
      if (session?.round !== 1) harness.broke(`The jump of ${jump} s ended the scan before everyone had answered.`);
    }
  },
};

function libfaketime(): string {
  const folders = existsSync(LIBRARIES) ? readdirSync(LIBRARIES) : [];
  const found = folders
    .map((folder) => path.join(LIBRARIES, folder, 'faketime', 'libfaketimeMT.so.1'))
    .find((file) => existsSync(file));
  if (found === undefined) throw new Error('libfaketime is not installed; on Debian: apt-get install libfaketime.');
  return found;
}
