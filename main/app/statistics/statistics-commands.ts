import type { CommandRows, CommandsOf } from '../command-row';
import type { StatisticsService } from './statistics-service';

export interface StatisticsCommandServices {
  readonly statistics: StatisticsService;
}

type Names = CommandsOf<'history' | 'statistics'>;

export const STATISTICS_COMMANDS: CommandRows<Names, StatisticsCommandServices> = {
  'history.search': {
    role: 'operator',
    weight: 'heavy',
    handle: async ({ statistics }, question) => statistics.search(question),
  },
  'history.unit': { role: 'operator', weight: 'heavy', handle: async ({ statistics }, { sn }) => statistics.unit(sn) },
  'history.macs': {
    role: 'operator',
    weight: 'heavy',
    handle: async ({ statistics }, { operationId, sn }) => statistics.macs(operationId, sn),
  },
  'statistics.read': {
    role: 'supervisor',
    weight: 'heavy',
    handle: async ({ statistics }, question) => statistics.read(question),
  },
};
