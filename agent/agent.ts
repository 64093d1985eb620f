import { english } from '../messages/english';
import { randomUUID } from 'node:crypto';
import { COMMAND_EXCHANGE, PRESENCE_EXCHANGE, REPORT_QUEUE } from '../protocol/topology';
import { readJsonObject } from '../protocol/wire/body';
import { readScanCommand, type ScanCommand } from '../protocol/wire/read-command';
import type { BurnInResult } from '../protocol/wire/inventory';
import type { HardwareReportMessage, HelloMessage } from '../protocol/wire/v1';
import { type AgentChannel, type IncomingMessage, openAgentChannel } from './agent-channel';
import { type Answer, createAnswers } from './answers';
import type { AgentConnection } from './broker';
import type { Collected } from './collect/collected';
import { describeError, type Log } from './log';
import { buildReport } from './report';
import { createSeenCommands, questionOf } from './seen-commands';
import type { SigningKey } from './signing-key';
import { AGENT_VERSION } from './version';

/** Who this agent is. */
interface AgentIdentity {
  /** Serial number; may be a firmware placeholder or empty: the console then shows a unit without serial number. */
  readonly sn: string;
  /** Changes with every boot of the device. */
  readonly bootId: string;
  /** Own address towards the broker, asked again for every message; `''` when unknown. */
  readonly ip: () => string;
}

/**
 * One message to send for a command.
 * A `body` of bytes is sent as it is (also when it is not JSON); everything else is sent as JSON.
 */
export interface OutgoingAnswer {
  readonly body: unknown;
  /** Wait before sending, in milliseconds; 0 unless given. */
  readonly afterMs?: number;
  /**
   * `current` (unless given): persistent, mandatory, with message and correlation id, to the command's `replyTo` or else
   * `hwinfo_queue`. `legacy`: as an agent of the first generation sends it: to `hwinfo_queue`, no properties at all.
   */
  readonly dialect?: 'current' | 'legacy';
}

export interface AgentOptions {
  /** From `openConnection`; own or shared with other agents. `stop` does not close it. */
  readonly connection: AgentConnection;
  readonly identity: AgentIdentity;
  /** Signs every answer; answers in the legacy dialect, which has no properties, go without. Null unless given. */
  readonly signingKey?: SigningKey | null;
  /**
   * Reads the hardware, once per command; a rejection is logged and the command stays unanswered.
   * `onTheWay` are the burn-in results in answers that the broker has not confirmed yet.
   */
  readonly collect: (onTheWay: readonly BurnInResult[]) => Promise<Collected>;
  readonly log: Log;
  /** Between two hellos; 30,000 unless given. Up to a tenth less by chance, so that a rack does not speak at once. */
  readonly helloIntervalMs?: number;
  /** False: says neither hello nor goodbye, as an agent of the first generation. True unless given. */
  readonly presence?: boolean;
  /** Whether `devicescan` is declared durable; false unless given, as every legacy peer does. */
  readonly exchangeDurable?: boolean;
  /** Reported version; the build's own unless given. */
  readonly agentVersion?: string;
  /**
   * Turns the report for one command into what is really sent: nothing (an empty list: the agent stays silent), one
   * message, or several, each after its own delay. One message with the report itself unless given. It is the place for
   * a simulator's faults; the real agent does not use it.
   */
  readonly shapeAnswers?: (report: HardwareReportMessage, command: ScanCommand) => readonly OutgoingAnswer[];
  /** Called with the message id of each answer that the broker has confirmed, and the burn-in results in it. */
  readonly onConfirmed?: (messageId: string, burnIn: readonly BurnInResult[]) => void;
  /** Chance between 0 and 1; Math.random unless given. */
  readonly random?: () => number;
}

/** A running agent. */
export interface AgentHandle {
  /** Resolves when the agent hears commands for the first time. */
  readonly ready: Promise<void>;
  /** The agent's own queue; null while it cannot hear commands. */
  readonly queue: () => string | null;
  /** Answers that the broker has not confirmed yet. */
  readonly pendingAnswers: () => number;
  /** Says goodbye and ends, within a second; waiting answers are dropped. The connection stays open. */
  readonly stop: () => Promise<void>;
}

const HELLO_INTERVAL_MS = 30_000;
const GOODBYE_LIMIT_MS = 700;
/** AMQP's short string; the operation also stands in the body. */
const MAX_PROPERTY_BYTES = 255;

/**
 * Starts one agent: it hears scan commands, reads the hardware, answers by publisher confirm, and says hello. It holds
 * no process-wide state (one process runs a thousand of them) and goes on for ever whatever the broker does.
 *
 * A copy of a command that came by the fanout and was answered before is not answered again; one sent straight to the agent's queue
 * always is, and so is whoever else asks, or asks again, under the same operation number. An answer that the broker has not confirmed is sent
 * again after a reconnect, with the same message id.
 */
export function startAgent(options: AgentOptions): AgentHandle {
  const { log } = options;
  const random = options.random ?? Math.random;
  const agentVersion = options.agentVersion ?? AGENT_VERSION;
  const helloIntervalMs = options.helloIntervalMs ?? HELLO_INTERVAL_MS;
  const signingKey = options.signingKey ?? null;
  const seen = createSeenCommands();
  const answers = createAnswers();
  const delayed = new Set<NodeJS.Timeout>();
  let tellReady = (): void => {};
  const ready = new Promise<void>((resolve) => {
    tellReady = resolve;
  });
  let queue: string | null = null;
  let greets = false;
  let helloTimer: NodeJS.Timeout | null = null;
  let collecting: Promise<void> = Promise.resolve();
  let stopped = false;

  const channel: AgentChannel = openAgentChannel({
    connection: options.connection,
    exchangeDurable: options.exchangeDurable ?? false,
    presenceLookMs: helloIntervalMs,
    random,
    log,
    onMessage: receive,
    onReady(name, mayGreet) {
      queue = name;
      greets = mayGreet && (options.presence ?? true);
      log('info', `Listening for commands on ${COMMAND_EXCHANGE} and ${name}.`);
      sayHello('hello');
      for (const answer of answers.waiting()) void deliver(answer);
      tellReady();
    },
    onLost() {
      queue = null;
      if (helloTimer !== null) clearTimeout(helloTimer);
    },
  });

  async function receive(message: IncomingMessage): Promise<void> {
    const body = readJsonObject(message.bytes, decodeUtf8);
    const command = body.ok ? readScanCommand(body.value) : body;
    if (!body.ok || !command.ok) {
      log('warn', `Passed over a message that is no scan command. ${command.ok ? '' : english(command.error.reason)}`);
      return;
    }
    const { operationId, attempt, targets } = command.value;
    const named = `operation ${JSON.stringify(operationId)}, attempt ${attempt}`;
    if (targets !== null && !targets.some((target) => target.trim() === options.identity.sn)) {
      log('debug', `Passed over ${named}: it names other devices.`);
      return;
    }
    const question = questionOf({ ...message, command: command.value });
    const known = question !== null && seen.note(question);
    if (known && !message.direct) {
      log('info', `Passed over ${named}: answered before.`);
      return;
    }
    log('info', `Reading the hardware for ${named}.`);
    const turn = collecting.then(() => answer(command.value, message.replyTo, question ?? randomUUID()));
    collecting = turn;
    await turn;
  }

  /** Never rejects. What could not be answered may be asked again. */
  async function answer(command: ScanCommand, replyTo: string | null, question: string): Promise<void> {
    let collected: Collected;
    try {
      collected = await options.collect(answers.waiting().flatMap(({ burnIn }) => burnIn));
    } catch (error) {
      seen.forget(question);
      log(
        'error',
        `Cannot read the hardware, so operation ${JSON.stringify(command.operationId)} stays unanswered: ${describeError(error)}.`,
      );
      return;
    }
    const { sn, bootId, ip } = options.identity;
    const report = buildReport({ sn, bootId, agentVersion, ip: ip() }, collected, command, new Date());
    if (!report.ok) {
      log('error', `Cannot answer operation ${JSON.stringify(command.operationId)}: ${report.error}`);
      return;
    }
    const outgoing = options.shapeAnswers?.(report.value, command) ?? [{ body: report.value }];
    for (const [index, one] of outgoing.entries()) {
      const dialect = one.dialect ?? 'current';
      const fresh: Answer = {
        key: `${index} ${question}`,
        messageId: randomUUID(),
        correlationId: String(command.operationId),
        body: toBytes(one.body),
        burnIn: report.value.burnIn ?? [],
        dialect,
        queue: dialect === 'legacy' ? REPORT_QUEUE : (replyTo ?? REPORT_QUEUE),
      };
      if (one.afterMs === undefined || one.afterMs <= 0) send(fresh);
      else sendLater(fresh, one.afterMs);
    }
  }

  function sendLater(waiting: Answer, afterMs: number): void {
    const timer = setTimeout(() => {
      delayed.delete(timer);
      send(waiting);
    }, afterMs);
    delayed.add(timer);
  }

  function send(fresh: Answer): void {
    if (stopped) return;
    const dropped = answers.add(fresh);
    if (dropped !== null)
      log('warn', `Gave up an unsent answer to operation ${JSON.stringify(dropped.correlationId)}: too many wait.`);
    void deliver(fresh);
  }

  /** One try; an answer that is lost waits for the next time the channel is ready. */
  async function deliver(waiting: Answer): Promise<void> {
    const outcome = await channel.publish('', waiting.queue, waiting.body, propertiesOf(waiting, signingKey));
    if (outcome === 'confirmed') {
      answers.settle(waiting);
      options.onConfirmed?.(waiting.messageId, waiting.burnIn);
      log('info', `Answered operation ${JSON.stringify(waiting.correlationId)} on ${waiting.queue}.`);
    } else if (outcome === 'unroutable' && waiting.queue !== REPORT_QUEUE) {
      log('warn', `The reply queue ${waiting.queue} does not exist; answering on ${REPORT_QUEUE}.`);
      waiting.queue = REPORT_QUEUE;
      await deliver(waiting);
    } else if (outcome === 'unroutable') channel.reopen(`The queue ${REPORT_QUEUE} was deleted.`);
    else if (queue !== null) channel.reopen('The broker refused an answer.');
  }

  function sayHello(state: HelloMessage['state']): void {
    if (stopped || queue === null) return;
    if (state === 'alive') channel.checkBinding();
    if (greets) void publishHello(state, queue);
    if (helloTimer !== null) clearTimeout(helloTimer);
    helloTimer = setTimeout(() => sayHello('alive'), helloIntervalMs * (1 - random() / 10));
  }

  function publishHello(state: HelloMessage['state'], ownQueue: string): Promise<unknown> {
    const { sn, bootId, ip } = options.identity;
    const address = ip();
    const hello: HelloMessage = { sn, ...(address === '' ? {} : { ip: address }), bootId, agentVersion, queue: ownQueue, state };
    return channel.publish(PRESENCE_EXCHANGE, '', toBytes(hello), { contentType: 'application/json' });
  }

  return {
    ready,
    queue: () => queue,
    pendingAnswers: () => answers.waiting().length,
    async stop() {
      if (stopped) return;
      stopped = true;
      for (const timer of delayed) clearTimeout(timer);
      if (helloTimer !== null) clearTimeout(helloTimer);
      if (greets && queue !== null) await withinLimit(publishHello('goodbye', queue), GOODBYE_LIMIT_MS);
      await withinLimit(channel.close(), GOODBYE_LIMIT_MS);
      queue = null;
    },
  };
}

function propertiesOf(answer: Answer, signingKey: SigningKey | null): Parameters<AgentChannel['publish']>[3] {
  // The mark by which an unroutable message is known again is the message id; the first generation sent none.
  if (answer.dialect === 'legacy') return {};
  return {
    contentType: 'application/json',
    persistent: true,
    mandatory: true,
    messageId: answer.messageId,
    ...(Buffer.byteLength(answer.correlationId) > MAX_PROPERTY_BYTES ? {} : { correlationId: answer.correlationId }),
    appId: 'burnin-agent',
    timestamp: Math.floor(Date.now() / 1000),
    ...(signingKey === null ? {} : { headers: signingKey.headersFor(answer.messageId, answer.body) }),
  };
}

function toBytes(body: unknown): Uint8Array {
  return body instanceof Uint8Array ? body : Buffer.from(JSON.stringify(body) ?? '', 'utf8');
}

const fatalUtf8 = new TextDecoder('utf-8', { fatal: true });

function decodeUtf8(bytes: Uint8Array): string {
  return fatalUtf8.decode(bytes);
}

async function withinLimit(work: Promise<unknown>, limitMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, limitMs);
  });
  await Promise.race([work, limit]);
  clearTimeout(timer);
}
