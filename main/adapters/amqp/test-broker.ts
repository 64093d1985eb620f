import { type BrokerOptions, readBrokerAddress } from './broker-address';
import { brokerSentence } from './broker-sentence';
import { declareCommandExchange, declareReportQueue } from './console-topology';
import { type BrokerConnection, openConnection } from './open-connection';

export interface BrokerTestOptions extends BrokerOptions {
  readonly exchangeDurable: boolean;
}

/** Connects, declares what every console needs, and closes again. Never rejects. */
export async function testBroker(options: BrokerTestOptions): Promise<{ readonly ok: boolean; readonly sentence: string }> {
  let connection: BrokerConnection | null = null;
  try {
    const { host, port, user } = readBrokerAddress(options);
    connection = await openConnection(options, 'BurnIn Console (connection test)');
    const channel = await connection.openChannel();
    await declareCommandExchange(channel, options.exchangeDurable);
    await declareReportQueue(channel);
    const { product, version } = connection.model.connection.serverProperties;
    return {
      ok: true,
      sentence: `Connected to ${product} ${version} at ${host}:${port} as ${user}. The exchange and the report queue are as they must be.`,
    };
  } catch (error) {
    return { ok: false, sentence: sentenceOf(error, options) };
  } finally {
    await connection?.close();
  }
}

function sentenceOf(error: unknown, options: BrokerOptions): string {
  try {
    return brokerSentence(error, readBrokerAddress(options));
  } catch (unreadable) {
    return unreadable instanceof Error ? unreadable.message : String(unreadable);
  }
}
