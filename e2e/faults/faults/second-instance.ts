import type { Fault } from '../fault';
import { BURNIN } from '../harness/project';
import { openWindowConsole, runToItsEnd, type Ended } from '../harness/window-console';

/** The console's window is open and scans; somebody starts the program again on the same data, and the command too. */
export const secondInstance: Fault = {
  name: 'second-instance',
  title: 'second instance of the app on the same data',
  weight: 30,
  times: { short: 2, long: 40 },
  run: async (harness, times) => {
    const rack = await harness.openRack({ spreadMs: 2_500 });
    const factory = await harness.openFactory([rack]);
    const console = await openWindowConsole(await harness.place(), harness.broker.url, factory.baseUrl);
    harness.alsoBalance(console);
    harness.atTheEnd(() => console.stop());
    const mustSay = ({ code, words }: Ended, sentence: RegExp, exitCode: number): void => {
      if (code !== exitCode)
        harness.broke(`The second instance ended with ${code ?? 'a signal'}, not with ${exitCode}: ${words.trim()}`);
      if (!sentence.test(words)) harness.broke(`The second instance did not say why it ended: ${words.trim() || 'nothing'}`);
    };
    for (let time = 1; time <= times; time += 1) {
      const plan = harness.plan(`twice-${time}`, rack.oracle);
      await harness.scanThrough(console, rack, plan, async () => {
        if (time % 2 === 1) {
          mustSay(await console.startAgain(), /BurnIn Console is running already/, 0);
          return;
        }
        const scan = ['scan', '--db', console.file, '--amqp', harness.broker.url, '--api', factory.baseUrl];
        mustSay(await runToItsEnd(process.execPath, [BURNIN, ...scan]), /is in use by another BurnIn Console/, 2);
      });
    }
    for (const trouble of console.troubles) harness.broke(`The first window was disturbed: ${trouble}`);
  },
};
