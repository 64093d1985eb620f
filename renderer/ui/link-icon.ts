import { CircleCheck, CircleDashed, CircleX, LoaderCircle, type LucideIcon } from 'lucide-react';
import type { LinkState } from '../../protocol/connection-state';

/** How a connection stands, told apart by shape alone. */
export const LINK_ICON: Readonly<Record<LinkState['state'], LucideIcon>> = {
  up: CircleCheck,
  connecting: LoaderCircle,
  down: CircleX,
  unknown: CircleDashed,
};
