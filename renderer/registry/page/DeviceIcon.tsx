import { createElement } from 'react';
import type { DeviceType } from '../../../protocol/registry/device-types';
import type { EventType } from '../../../protocol/registry/event-types';
import { eventIcon, iconOf } from './device-appearance';

interface IconProps {
  readonly size: number;
  readonly strokeWidth?: number;
}

/** The outline of a kind of device; the word for it stands beside. */
export function DeviceIcon({ type, ...look }: IconProps & { readonly type: DeviceType }) {
  return createElement(iconOf(type), { 'aria-hidden': true, ...look });
}

/** The outline of a kind of event; the word for it stands beside. */
export function EventIcon({ type, ...look }: IconProps & { readonly type: EventType }) {
  return createElement(eventIcon(type), { 'aria-hidden': true, ...look });
}
