import { type OutgoingAnswer, startAgent } from '../../agent/agent';
import type { AgentConnection } from '../../agent/broker';
import type { Collected } from '../../agent/collect/collected';
import type { Log } from '../../agent/log';
import { buildReport } from '../../agent/report';
import type { ScanCommand } from '../../protocol/wire/read-command';
import type { HardwareReportMessage } from '../../protocol/wire/v1';
import type { PlannedDevice } from '../faults/plan-faults';
import type { Random } from '../random';
import type { FleetAgent } from './fleet-agent';
import { startLegacyAgent } from './legacy-agent';
import { malformedMessage } from './malformed-message';

/** What the fleet gives each of its agents. */
export interface FleetSurroundings {
  readonly connection: AgentConnection;
  /** Answers are spread by chance over so long, ms. */
  readonly spreadMs: number;
  readonly helloIntervalMs: number;
  /** This device's own. */
  readonly random: Random;
  readonly onCommand: () => void;
  readonly onAnswer: () => void;
  /** With the message id; an agent of the first generation has none to tell. */
  readonly onConfirmed: (messageId: string) => void;
  readonly log: Log;
}

/** Starts what a planned device has running: nothing when it is off, two agents where two devices share its serial number. */
export function startDevice(planned: PlannedDevice, surroundings: FleetSurroundings): readonly FleetAgent[] {
  const { device, behaviour } = planned;
  if (behaviour.kind === 'off') return [];
  if (behaviour.kind === 'legacy') {
    const macs = device.hardware.interfaces
      .filter(({ kind }) => kind === 'physical')
      .map((row) => [row.interface, row.macaddr] as const);
    const waitMs = (): number => surroundings.random.next() * surroundings.spreadMs;
    return [startLegacyAgent({ ...surroundings, serial: device.serial, serialKey: behaviour.serialKey, macs, waitMs })];
  }
  const agent = startCurrentAgent(planned, surroundings);
  if (behaviour.kind !== 'conflict') return [agent];
  return [agent, startCurrentAgent({ device: { ...device, ...behaviour.twin }, behaviour: { kind: 'answers' } }, surroundings)];
}

function startCurrentAgent(
  { device, behaviour, collect }: Omit<PlannedDevice, 'oracle'>,
  surroundings: FleetSurroundings,
): FleetAgent {
  const { spreadMs, random } = surroundings;
  const sn = behaviour.kind === 'placeholderSerial' ? behaviour.text : device.serial;
  const answers = shaper(behaviour);
  return startAgent({
    connection: surroundings.connection,
    identity: { sn, bootId: device.bootId, ip: () => device.ip },
    collect: collect ?? (() => Promise.resolve(device.hardware)),
    helloIntervalMs: surroundings.helloIntervalMs,
    random: () => random.next(),
    log: surroundings.log,
    onConfirmed: surroundings.onConfirmed,
    shapeAnswers: (report, command) => {
      surroundings.onCommand();
      const shaped = answers(report, command);
      for (const _ of shaped) surroundings.onAnswer();
      const spread = random.next() * spreadMs;
      return shaped.map((answer) => ({ ...answer, afterMs: (answer.afterMs ?? 0) + spread }));
    },
  });
}

type Shaper = (report: HardwareReportMessage, command: ScanCommand) => readonly OutgoingAnswer[];

/** What a device really sends when it is asked. */
function shaper(behaviour: PlannedDevice['behaviour']): Shaper {
  if (behaviour.kind === 'mute') return () => [];
  if (behaviour.kind === 'late') return (report) => [{ body: report, afterMs: behaviour.afterMs }];
  if (behaviour.kind === 'twice') return (report) => [{ body: report }, { body: report }];
  if (behaviour.kind === 'malformed') return (report) => [{ body: malformedMessage(report, behaviour.shape) }];
  if (behaviour.kind === 'wrongOperation')
    return (report) => [{ body: { ...report, operationId: `${report.operationId}-of-another-rack` } }];
  if (behaviour.kind === 'recovering') return recovering(behaviour.broken);
  return (report) => [{ body: report }];
}

/** Someone puts the card back in between: once attempt 2 was heard of, the hardware stays whole. */
function recovering(broken: Collected): Shaper {
  let repaired = false;
  return (report, command) => {
    repaired ||= command.attempt > 1;
    if (repaired) return [{ body: report }];
    const partial = buildReport(report, broken, command, new Date(report.collectedAt));
    if (!partial.ok) throw new Error(`The broken hardware of ${report.sn} does not fit into a report: ${partial.error}`);
    return [{ body: partial.value }];
  };
}
