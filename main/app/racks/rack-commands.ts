import type { Store } from '../../domain/ports/store';
import type { CommandRows, CommandsOf } from '../command-row';
import { lastRoster } from './last-roster';
import type { RackService } from './rack-service';

export interface RackCommandServices {
  readonly racks: Pick<RackService, 'list' | 'save' | 'remove'>;
  readonly store: Pick<Store, 'latestOperation' | 'loadEvents'>;
}

export const RACK_COMMANDS: CommandRows<CommandsOf<'rack'> | 'roster.last', RackCommandServices> = {
  'rack.list': { role: 'operator', weight: 'light', handle: async ({ racks }) => racks.list() },
  'rack.save': {
    role: 'supervisor',
    weight: 'light',
    handle: async ({ racks }, { rack, formerName }) => racks.save(rack, formerName),
  },
  'rack.remove': { role: 'supervisor', weight: 'light', handle: async ({ racks }, { name }) => racks.remove(name) },
  'roster.last': { role: 'operator', weight: 'heavy', handle: async ({ store }) => lastRoster(store) },
};
