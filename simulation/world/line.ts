import { text, verbatim } from '../../protocol/texts/text';
import { replyQueueOf } from '../../protocol/topology';
import type { HelloMessage, ScanCommandMessage } from '../../protocol/wire/v1';
import { AppError } from '../../main/domain/errors';
import type { BusHandlers, CommandTarget, IncomingMessage, MessageBus } from '../../main/domain/ports/bus';
import type { Choice, Mood } from '../engine/choice';
import type { Broker } from './broker';
import { type Connection, type Message, WORK_QUEUE } from './queues';
import { weightOf } from './surroundings';

interface Delivery {
  readonly message: Message;
  readonly incoming: IncomingMessage;
  state: 'handling' | 'handled' | 'failed';
}

interface Publish {
  readonly name: string;
  readonly confirm: () => void;
  readonly lose: () => void;
}

/** How long a message rests that could not be stored, ms. */
const TRY_AGAIN_MS = 1_000;
/** How often a console that cannot take messages looks whether it can. */
const LOOK_AGAIN_MS = 5_000;

type State = 'away' | 'up' | 'blocked' | 'stopped';

/** One program's connection to the broker: what the product's bus adapter promises, with each completion on its own. */
export class Line implements MessageBus, Connection {
  readonly consoleName: string;
  readonly #broker: Broker;
  readonly #consoleId: string;
  readonly #whyNotAsked: (command: ScanCommandMessage) => string | null;
  #handlers: BusHandlers | null = null;
  #state: State = 'away';
  #consuming = false;
  #looking = false;
  #connection = 0;
  #deliveries: Delivery[] = [];
  #publishes: Publish[] = [];
  #named = 0;

  constructor(
    broker: Broker,
    consoleName: string,
    consoleId: string,
    whyNotAsked: (command: ScanCommandMessage) => string | null,
  ) {
    this.#broker = broker;
    this.#whyNotAsked = whyNotAsked;
    this.consoleName = consoleName;
    this.#consoleId = consoleId;
    broker.join(this);
  }

  get isUp(): boolean {
    return this.#state === 'up' || this.#state === 'blocked';
  }

  get straysQueue(): string {
    return `strays of ${this.consoleName} ${this.#connection}`;
  }

  /** Nothing is being handled, held or published. */
  get isIdle(): boolean {
    return this.#deliveries.length === 0 && this.#publishes.length === 0;
  }

  start(handlers: BusHandlers): void {
    this.#handlers = handlers;
    handlers.onState({ kind: 'connecting', reason: [text('broker.connecting')] });
  }

  publishCommand(command: ScanCommandMessage, target: CommandTarget): Promise<'delivered' | 'unroutable'> {
    const why = this.#whyNotAsked(command);
    if (why !== null) this.#broker.surroundings.violated('command-is-asked', why);
    const queue = target.kind === 'everyone' ? null : target.queue;
    return this.#publish(`command ${queue ?? 'to everyone'}`, () =>
      this.#broker.command(command, queue, replyQueueOf(this.#consoleId)),
    );
  }

  publishStray(message: IncomingMessage, strayId: string): Promise<void> {
    return this.#publish('stray', () => this.#broker.offer(this, message.bytes, strayId));
  }

  publishClaim(strayId: string): Promise<void> {
    return this.#publish('claim', () => this.#broker.claim(this, strayId));
  }

  publishSelfTest(): Promise<void> {
    return Promise.reject(unavailable());
  }

  async stop(): Promise<void> {
    this.#disconnect(false);
    this.#state = 'stopped';
    this.#broker.leave(this);
  }

  /** The program was killed. @param arrived what it published last has reached the broker */
  kill(arrived: boolean): void {
    this.#handlers = null;
    this.#disconnect(arrived);
    this.#state = 'stopped';
    this.#broker.leave(this);
  }

  hello(hello: HelloMessage): void {
    if (this.isUp) this.#handlers?.onHello(hello);
  }

  claimed(strayId: string): void {
    if (this.isUp) this.#handlers?.onStrayClaimed(strayId);
  }

  *choices(mood: Mood): Generator<Choice> {
    if (this.#handlers === null || this.#state === 'stopped') return;
    if (!this.isUp) yield this.#named_('connects', 5, () => this.#connect());
    else yield* this.#choicesWhenUp(mood);
  }

  *#choicesWhenUp(mood: Mood): Generator<Choice> {
    const { surroundings } = this.#broker;
    for (const publish of this.#publishes.slice(0, 2))
      yield this.#named_(`broker confirms ${publish.name}`, 6, () => this.#confirm(publish));
    if (this.#deliveries.some(({ state }) => state === 'handled'))
      yield this.#named_('acknowledges', 6, () => this.#acknowledge());
    if (mood === 'wild' && !this.#consuming && !this.#looking)
      yield this.#named_('looks whether it can take messages', 3, () => this.#look());
    if (this.#consuming)
      for (const queue of [replyQueueOf(this.#consoleId), WORK_QUEUE, this.straysQueue]) {
        const [message] = this.#broker.queue(queue);
        if (message !== undefined) yield this.#named_(`takes ${message.name}`, 8, () => this.#take(message));
      }
    const failed = this.#deliveries.filter(({ state }) => state === 'failed');
    const [first] = failed;
    if (first !== undefined && mood === 'wild') {
      yield this.#named_(`tries ${first.message.name} again`, 2, () => this.#handle(first));
      yield this.#named_('gives back what it could not store', 0.3, () => this.#giveBack(failed));
    }
    if (this.#state === 'blocked') yield this.#named_('broker takes messages again', 2, () => this.#block(false));
    if (mood === 'calm') return;
    const lost = weightOf(surroundings, 'brokerLost');
    if (lost > 0) {
      yield this.#named_('loses its connection', lost, () => this.#lose(false));
      if (this.#publishes.length > 0)
        yield this.#named_('loses its connection after what it published arrived', lost, () => this.#lose(true));
    }
    if (this.#state === 'up')
      yield this.#named_('broker is blocked', weightOf(surroundings, 'brokerBlocked'), () => this.#block(true));
    const again = weightOf(surroundings, 'redelivered');
    if (again > 0 && this.#deliveries.length > 0)
      yield this.#named_('has everything delivered again', again, () => this.#giveBack([...this.#deliveries]));
  }

  #named_(what: string, weight: number, run: () => void): Choice {
    return { name: `${this.consoleName} ${what}`, weight, run };
  }

  #connect(): void {
    this.#connection += 1;
    this.#state = 'up';
    this.#broker.declare(replyQueueOf(this.#consoleId), true);
    this.#broker.declare(this.straysQueue, true);
    this.#handlers?.onState({ kind: 'up' });
    this.#look();
  }

  /** Whether messages can be stored is asked before any is taken. */
  #look(): void {
    const connection = this.#connection;
    this.#looking = true;
    const looked = (can: boolean): void => {
      this.#looking = false;
      if (this.#connection !== connection || !this.isUp) return;
      this.#consuming = can;
      if (!can) this.#lookLater();
    };
    void this.#handlers?.canTake().then(looked);
  }

  #lookLater(): void {
    const connection = this.#connection;
    this.#broker.surroundings.time.after(LOOK_AGAIN_MS, () => {
      if (this.#connection === connection && this.isUp && !this.#consuming && !this.#looking) this.#look();
    });
  }

  #block(blocked: boolean): void {
    this.#state = blocked ? 'blocked' : 'up';
    this.#handlers?.onState(blocked ? { kind: 'blocked', reason: [text('broker.blocked', { why: 'disk' })] } : { kind: 'up' });
  }

  #lose(arrived: boolean): void {
    this.#disconnect(arrived);
    this.#handlers?.onState({ kind: 'down', reason: [text('broker.lost', { place: 'rabbit:5672' })], retryInMs: 200 });
  }

  #disconnect(arrived: boolean): void {
    const publishes = this.#publishes;
    this.#publishes = [];
    for (const { confirm, lose } of publishes) {
      if (arrived) confirm();
      else lose();
    }
    this.#broker.giveBack(this.#deliveries.map(({ message }) => message));
    this.#deliveries = [];
    this.#broker.declare(this.straysQueue, false);
    this.#consuming = false;
    this.#looking = false;
    if (this.#state !== 'stopped') this.#state = 'away';
  }

  #publish<T>(what: string, arrive: () => T): Promise<T> {
    if (this.#state !== 'up') return Promise.reject(unavailable());
    this.#named += 1;
    return new Promise((resolve, reject) => {
      this.#publishes.push({
        name: `${what} ${this.#named}`,
        confirm: () => resolve(arrive()),
        lose: () => reject(unavailable()),
      });
    });
  }

  #confirm(publish: Publish): void {
    this.#publishes = this.#publishes.filter((one) => one !== publish);
    publish.confirm();
  }

  #take(message: Message): void {
    const queue = this.#broker.queue(message.queue);
    queue.splice(queue.indexOf(message), 1);
    const { bytes, redelivered, strayId } = message;
    const source = strayId !== null ? 'strays' : message.queue === WORK_QUEUE ? 'work' : 'reply';
    const properties = { messageId: message.name, redelivered, exchange: '', routingKey: message.queue };
    const delivery: Delivery = { message, incoming: { bytes, properties, source, strayId }, state: 'handling' };
    this.#deliveries.push(delivery);
    this.#broker.surroundings.delivered(this.consoleName, bytes);
    this.#handle(delivery);
  }

  #handle(delivery: Delivery): void {
    const { surroundings } = this.#broker;
    delivery.state = 'handling';
    const handled = (): void => {
      // It was given back meanwhile, or its connection is gone.
      if (!this.#deliveries.includes(delivery)) return;
      // What another console offers is that console's to keep.
      if (delivery.message.strayId === null)
        surroundings.acknowledged(this.consoleName, delivery.message.bytes, delivery.message.name);
      delivery.state = 'handled';
    };
    this.#handlers?.onReport(delivery.incoming).then(handled, (error: unknown) => {
      delivery.state = 'failed';
      surroundings.time.after(TRY_AGAIN_MS, () => {
        if (delivery.state === 'failed' && this.#deliveries.includes(delivery)) this.#handle(delivery);
      });
      if (!(error instanceof AppError)) surroundings.violated('only-sentences', `A message was refused with ${String(error)}.`);
    });
  }

  #acknowledge(): void {
    this.#deliveries = this.#deliveries.filter(({ state }) => state !== 'handled');
  }

  #giveBack(deliveries: readonly Delivery[]): void {
    const going = new Set(deliveries);
    this.#deliveries = this.#deliveries.filter((one) => !going.has(one));
    // A consumer that has ended; it is asked again whether it can take messages.
    this.#consuming = false;
    this.#broker.giveBack(deliveries.map(({ message }) => message));
    this.#lookLater();
  }
}

function unavailable(): AppError {
  return new AppError('brokerUnavailable', verbatim('RabbitMQ is not connected. Try again in a moment.'));
}
