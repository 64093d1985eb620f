/**
 * A RabbitMQ of one's own: its own node name, ports, data, log and Erlang cookie, on the loopback address only, so that
 * several runs on one machine never meet each other or the system's broker. Nothing of it is left when it has stopped.
 */
export interface PrivateRabbitMq {
  /** AMQP URL with user and password. */
  readonly url: string;
  readonly port: number;
  /** Erlang node name. */
  readonly node: string;
  /** Data, log and configuration; removed by `stop`. */
  readonly folder: string;
  /** Runs `rabbitmqctl` on this node and gives what it printed. */
  ctl(args: readonly string[]): Promise<string>;
  /** Stops the broker but keeps its data and port; `kill` is the power cut. */
  down(how?: 'kill'): Promise<void>;
  /** Starts it again after `down` and waits until it takes connections. */
  up(): Promise<void>;
  /** Ends it for good. */
  stop(): Promise<void>;
}

export interface PrivateRabbitMqOptions {
  /** Further lines for rabbitmq.conf, such as a memory watermark, a TLS listener or `load_definitions`. */
  readonly config?: readonly string[];
}

/** Said when RabbitMQ itself is missing; the caller has a terminal to print it on. */
export const RABBITMQ_MISSING: string;

/**
 * Starts a broker and waits until it takes connections (3 to 10 s).
 *
 * @throws {Error} in one sentence, if RabbitMQ is missing or will not start
 */
export function startPrivateRabbitMq(options?: PrivateRabbitMqOptions): Promise<PrivateRabbitMq>;

/**
 * Runs `rabbitmqctl` on the broker that this test run started, from any of its processes; gives what it printed.
 *
 * @throws {Error} if the tests use a broker that was given to them: it is not ours to command
 */
export function ctlOfTestBroker(args: readonly string[]): Promise<string>;
