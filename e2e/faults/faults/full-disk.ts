import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { REPORT_QUEUE } from '../../../protocol/topology';
import type { Fault } from '../fault';
import { openHandRack, type HandRack } from '../harness/hand-publisher';
import type { Rack, Harness } from '../harness/harness';
import { openSmallDisk } from '../harness/small-disk';
import { pause } from '../harness/wait';

/** Room for as many scans and for what is written to meet the full disk. */
const DISK_MEBIBYTES = 40;
const SCANS_PER_DISK = 5;
/** What no reader takes for a report goes to quarantine with all its bytes. */
const UNREADABLE_BYTES = 128 * 1024;
const NEXT_UNREADABLE_MS = 150;

/** The disk with the records is full in the middle of a scan, then somebody makes room. */
export const fullDisk: Fault = {
  name: 'disk-full',
  title: "disk of the console's records full",
  weight: 25,
  times: { short: 2, long: 60 },
  run: async (harness, times) => {
    const rack = await harness.openRack({ spreadMs: 1_500 });
    await harness.openFactory([rack]);
    const byHand = await openHandRack(harness.broker.url, { count: 1, macs: 1, seed: 1 });
    harness.keepBooksOf(byHand);
    for (let done = 0; done < times; done += SCANS_PER_DISK)
      await scanOnOneDisk(harness, rack, byHand, { first: done + 1, last: Math.min(times, done + SCANS_PER_DISK) });
  },
};

async function scanOnOneDisk(
  harness: Harness,
  rack: Rack,
  byHand: HandRack,
  { first, last }: { readonly first: number; readonly last: number },
): Promise<void> {
  const disk = await openSmallDisk(await harness.place(), DISK_MEBIBYTES);
  harness.atTheEnd(() => disk.close());
  const console = await harness.openConsole({ file: path.join(disk.folder, 'burnin.sqlite'), launch: disk.launch });
  for (let time = first; time <= last; time += 1) {
    const plan = harness.plan(`full-${time}`, rack.oracle);
    const saidBefore = console.notices.length;
    const said = (word: RegExp): boolean => console.notices.slice(saidBefore).some((sentence) => word.test(sentence));
    const fullDiskIsMet = (): boolean => said(/full|cannot be written/);
    await harness.scanThrough(
      console,
      rack,
      plan,
      async () => {
        disk.fill();
        await publishUntil(byHand, fullDiskIsMet);
        await harness.until('the console to say so', fullDiskIsMet);
        await pause(500);
        disk.makeRoom();
      },
      1 + harness.random.below(15),
    );
    await harness.until('the console to say that it writes again', () => said(/can be written again/));
  }
  const copy = await harness.place();
  await console.stop();
  await disk.copyTo(copy);
  harness.recordsLieAt(console, path.join(copy, 'burnin.sqlite'));
  await disk.close();
}

/** Records have room of their own on a full disk, in a log that is written over again and again: a scan may fit into it. */
async function publishUntil(byHand: HandRack, holds: () => boolean): Promise<void> {
  for (let most = 64; most > 0 && !holds(); most -= 1) {
    await pause(NEXT_UNREADABLE_MS);
    await byHand.publish(REPORT_QUEUE, { sn: '', messageId: randomUUID(), bytes: Buffer.alloc(UNREADABLE_BYTES, 'x') });
  }
}
