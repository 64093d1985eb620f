import type { Fault } from '../fault';
import { BURNIN } from '../rig/project';
import { openWindowConsole, runToItsEnd, type Ended } from '../rig/window-console';

/** The console's window is open and scans; somebody starts the program again on the same data, and the command too. */
export const secondInstance: Fault = {
  name: 'second-instance',
  title: 'second instance of the app on the same data',
  weight: 30,
  times: { short: 2, long: 40 },
  run: async (rig, times) => {
    const rack = await rig.openRack({ spreadMs: 2_500 });
    const factory = await rig.openFactory([rack]);
    const console = await openWindowConsole(await rig.place(), rig.broker.url, factory.baseUrl);
    rig.alsoBalance(console);
    rig.atTheEnd(() => console.stop());
    const mustSay = ({ code, words }: Ended, sentence: RegExp, exitCode: number): void => {
      if (code !== exitCode)
        rig.broke(`The second instance ended with ${code ?? 'a signal'}, not with ${exitCode}: ${words.trim()}`);
      if (!sentence.test(words)) rig.broke(`The second instance did not say why it ended: ${words.trim() || 'nothing'}`);
    };
    for (let time = 1; time <= times; time += 1) {
      const plan = rig.plan(`twice-${time}`, rack.oracle);
      await rig.scanThrough(console, rack, plan, async () => {
        if (time % 2 === 1) {
          mustSay(await console.startAgain(), /BurnIn Console is running already/, 0);
          return;
        }
        const scan = ['scan', '--db', console.file, '--amqp', rig.broker.url, '--api', factory.baseUrl];
        mustSay(await runToItsEnd(process.execPath, [BURNIN, ...scan]), /is in use by another BurnIn Console/, 2);
      });
    }
    for (const trouble of console.troubles) rig.broke(`The first window was disturbed: ${trouble}`);
  },
};
