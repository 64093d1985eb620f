/** A rack of real agents in a process of its own, so that it can be stopped like a computer that sleeps. */
import { startFleet, type FleetOptions } from '../../../simulator/fleet/start-fleet';

export type FromAgents =
  | { readonly kind: 'ready' }
  | { readonly kind: 'notReady'; readonly sentence: string }
  | { readonly kind: 'count'; readonly confirmed: readonly string[]; readonly pending: number };

function tell(message: FromAgents): void {
  process.send?.(message);
}

async function host(options: FleetOptions): Promise<void> {
  const fleet = await startFleet(options);
  process.on('message', (what: 'count' | 'stop') => {
    if (what === 'stop') void fleet.stop().finally(() => process.exit());
    else tell({ kind: 'count', confirmed: [...fleet.confirmed()], pending: fleet.counters().pendingAnswers });
  });
  tell({ kind: 'ready' });
}

process.once('disconnect', () => process.exit());
host(JSON.parse(process.argv[2] ?? '') as FleetOptions).catch((error: unknown) => {
  tell({ kind: 'notReady', sentence: error instanceof Error ? error.message : String(error) });
  process.exitCode = 2;
  process.disconnect();
});
