import type { AgentHandle } from '../../agent/agent';

/** One program on the network that answers scan commands, of either generation. */
export type FleetAgent = Pick<AgentHandle, 'ready' | 'pendingAnswers' | 'stop'>;
