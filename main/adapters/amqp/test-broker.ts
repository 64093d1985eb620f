import { text, verbatim, type Texts } from '../../../protocol/texts/text';
import { REPORT_QUEUE } from '../../../protocol/topology';
import { AppError } from '../../domain/errors';
import { type BrokerOptions, readBrokerAddress } from './broker-address';
import { brokerProblem } from './broker-problem';
import { declareCommandExchange } from './console-topology';
import { type BrokerConnection, openConnection, unlessEnded } from './open-connection';
import { type QueueKind, quorumWarning, surveyQueue } from './queue-survey';

export interface BrokerTestOptions extends BrokerOptions {
  readonly exchangeDurable: boolean;
}

/** Connects, declares what every console needs, and closes again. Never rejects. */
export async function testBroker(options: BrokerTestOptions): Promise<{ readonly ok: boolean; readonly reason: Texts }> {
  let connection: BrokerConnection | null = null;
  try {
    const { host, port, user } = readBrokerAddress(options);
    connection = await openConnection(options, 'BurnIn Console (connection test)');
    const kind = await unlessEnded(connection, declareAndLook(connection, options.exchangeDurable));
    const { product, version } = connection.model.connection.serverProperties;
    return {
      ok: true,
      reason: [
        text('broker.tested', {
          product,
          version,
          place: `${host}:${port}`,
          user,
          queue: kind === 'classic' ? text('broker.queuesAsTheyMustBe') : quorumWarning(REPORT_QUEUE),
        }),
      ],
    };
  } catch (error) {
    return { ok: false, reason: reasonOf(error, options) };
  } finally {
    await connection?.close();
  }
}

async function declareAndLook(connection: BrokerConnection, exchangeDurable: boolean): Promise<QueueKind> {
  await declareCommandExchange(await connection.openChannel(), exchangeDurable);
  return surveyQueue(connection.model, REPORT_QUEUE);
}

function reasonOf(error: unknown, options: BrokerOptions): Texts {
  try {
    return brokerProblem(error, readBrokerAddress(options));
  } catch (unreadable) {
    return unreadable instanceof AppError ? unreadable.texts : verbatim(String(unreadable));
  }
}
