import path from 'node:path';
import type { Fault } from '../fault';
import { openSmallDisk } from '../rig/small-disk';
import { pause } from '../rig/wait';

/** The disk with the records is full in the middle of a scan, then somebody makes room. */
export const fullDisk: Fault = {
  name: 'disk-full',
  title: "disk of the console's records full",
  weight: 25,
  times: { short: 2, long: 60 },
  run: async (rig, times) => {
    const disk = await openSmallDisk(await rig.place(), rig.long ? 64 : 8);
    rig.atTheEnd(() => disk.close());
    const rack = await rig.openRack({ spreadMs: 1_500 });
    await rig.openFactory([rack]);
    const console = await rig.openConsole({ file: path.join(disk.folder, 'burnin.sqlite'), launch: disk.launch });
    for (let time = 1; time <= times; time += 1) {
      const plan = rig.plan(`full-${time}`, rack.oracle);
      const saidBefore = console.notices.length;
      const said = (word: RegExp): boolean => console.notices.slice(saidBefore).some((sentence) => word.test(sentence));
      await rig.scanThrough(
        console,
        rack,
        plan,
        async () => {
          disk.fill();
          await rig.until('the console to say so', () => said(/full|cannot be written/));
          await pause(500);
          disk.makeRoom();
        },
        1 + rig.random.below(15),
      );
      if (!said(/can be written again/)) rig.broke('The operator was not told that the records can be written again.');
    }
    const copy = await rig.place();
    await console.stop();
    await disk.copyTo(copy);
    rig.recordsLieAt(console, path.join(copy, 'burnin.sqlite'));
  },
};
