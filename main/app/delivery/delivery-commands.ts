import type { CommandRows, CommandsOf } from '../command-row';
import type { DeliveryService } from './delivery-service';

export interface DeliveryCommandServices {
  readonly deliveries: DeliveryService;
}

export const DELIVERY_COMMANDS: CommandRows<CommandsOf<'delivery'>, DeliveryCommandServices> = {
  'delivery.retry': { role: 'operator', weight: 'light', handle: async ({ deliveries }, { key }) => deliveries.resend(key) },
  'delivery.details': { role: 'operator', weight: 'light', handle: async ({ deliveries }, { key }) => deliveries.details(key) },
  'delivery.readdress': {
    role: 'supervisor',
    weight: 'light',
    handle: async ({ deliveries }, shown) => deliveries.readdress(shown),
  },
  'delivery.settle': {
    role: 'supervisor',
    weight: 'heavy',
    handle: async ({ deliveries }, { key, taken, reason }) => deliveries.settle(key, taken, reason),
  },
  'delivery.edit': {
    role: 'supervisor',
    weight: 'light',
    handle: async ({ deliveries }, { key, change }) => deliveries.edit(key, change),
  },
};
