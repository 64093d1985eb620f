import { REPORT_QUEUE } from '../../../protocol/topology';
import { type BrokerOptions, readBrokerAddress } from './broker-address';
import { brokerSentence } from './broker-sentence';
import { declareCommandExchange } from './console-topology';
import { type BrokerConnection, openConnection, unlessEnded } from './open-connection';
import { type QueueKind, quorumSentence, surveyQueue } from './queue-survey';

export interface BrokerTestOptions extends BrokerOptions {
  readonly exchangeDurable: boolean;
}

/** Connects, declares what every console needs, and closes again. Never rejects. */
export async function testBroker(options: BrokerTestOptions): Promise<{ readonly ok: boolean; readonly sentence: string }> {
  let connection: BrokerConnection | null = null;
  try {
    const { host, port, user } = readBrokerAddress(options);
    connection = await openConnection(options, 'BurnIn Console (connection test)');
    const kind = await unlessEnded(connection, declareAndLook(connection, options.exchangeDurable));
    const { product, version } = connection.model.connection.serverProperties;
    return {
      ok: true,
      sentence: `Connected to ${product} ${version} at ${host}:${port} as ${user}. ${kind === 'classic' ? 'The exchange and the report queue are as they must be.' : quorumSentence(REPORT_QUEUE)}`,
    };
  } catch (error) {
    return { ok: false, sentence: sentenceOf(error, options) };
  } finally {
    await connection?.close();
  }
}

async function declareAndLook(connection: BrokerConnection, exchangeDurable: boolean): Promise<QueueKind> {
  await declareCommandExchange(await connection.openChannel(), exchangeDurable);
  return surveyQueue(connection.model, REPORT_QUEUE);
}

function sentenceOf(error: unknown, options: BrokerOptions): string {
  try {
    return brokerSentence(error, readBrokerAddress(options));
  } catch (unreadable) {
    return unreadable instanceof Error ? unreadable.message : String(unreadable);
  }
}
