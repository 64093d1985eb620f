import { byKind, DELIVERY_KINDS, type DeliveryKind } from '../protocol/delivery-kinds';
import type { Settings } from '../protocol/settings';
import type { BrokerOptions } from './adapters/amqp/broker-address';
import { createMessageBus, type MessageBusOptions } from './adapters/amqp/message-bus';
import { testBroker } from './adapters/amqp/test-broker';
import { createDeviceInfoApi, type DeviceInfoOptions } from './adapters/http/device-info-api';
import { createFactoryApi } from './adapters/http/factory-api';
import { createSignalHook } from './adapters/http/signal-hook';
import { testMes } from './adapters/http/test-mes';
import { testPost } from './adapters/http/test-post';
import { createDeviceKeys } from './adapters/keys/device-keys';
import type { ConnectionFactory, SecretValues } from './app/ports';
import type { Log } from './domain/ports/log';
import { systemIdentities } from './identities';

/**
 * Joins the engine's ports to the real RabbitMQ and HTTP adapters.
 *
 * @param hold how long reports that cannot be stored stay with the console, and from which queues they are taken, where it is not as usual
 */
export function createConnectionFactory(
  log: Log,
  hold: Pick<MessageBusOptions, 'holdMs' | 'ownQueueOnly'> = {},
): ConnectionFactory {
  const instance = systemIdentities.unique();
  return {
    connect: (settings, secrets, consoleId, onMes) => {
      const { api } = settings;
      const mes = createDeviceInfoApi({
        ...mesOptions(settings, secrets),
        concurrency: api.concurrency,
        tries: api.lookUpTries,
        onState: onMes,
      });
      return {
        bus: createMessageBus({
          ...hold,
          ...brokerOptions(settings, secrets),
          consoleId,
          instance,
          exchangeDurable: settings.broker.exchangeDurable,
          log,
        }),
        mes,
        factory: createFactoryApi({
          baseUrl: api.baseUrl,
          paths: postPaths(settings),
          timeoutMs: api.timeoutMs,
          token: secrets.apiToken,
          caFile: api.caFile,
          words: { success: api.successWords, refusal: api.refusalWords },
        }),
        close: () => mes.close(),
      };
    },
    stackLight: ({ signals: { url }, api: { caFile } }, { signalsKey: key }) =>
      url === '' ? null : createSignalHook({ url, key, caFile }),
    deviceKeys: ({ broker }) => createDeviceKeys(broker.deviceKeysFile),
    testBroker: async (settings, secrets) =>
      testBroker({ ...brokerOptions(settings, secrets), exchangeDurable: settings.broker.exchangeDurable }),
    testMes: async (settings, secrets) => testMes(mesOptions(settings, secrets)),
    testPost: async (settings, secrets, kind) => testPost({ ...mesOptions(settings, secrets), path: postPaths(settings)[kind] }),
  };
}

function postPaths({ api }: Settings): Readonly<Record<DeliveryKind, string>> {
  return byKind((kind) => api[DELIVERY_KINDS[kind].path]);
}

function brokerOptions({ broker }: Settings, { brokerPassword }: SecretValues): BrokerOptions {
  return {
    url: broker.url,
    password: brokerPassword,
    tls: broker.url.startsWith('amqps:') ? { ca: broker.caFile, cert: broker.certFile, key: broker.keyFile } : null,
  };
}

function mesOptions(
  { api }: Settings,
  { apiToken }: SecretValues,
): Pick<DeviceInfoOptions, 'baseUrl' | 'path' | 'timeoutMs' | 'token' | 'caFile' | 'reading'> {
  const { baseUrl, deviceInfoPath, timeoutMs, caFile, otherAddressFields, successWords: success, refusalWords: refusal } = api;
  const reading = { otherFields: otherAddressFields, words: { success, refusal } };
  return { baseUrl, path: deviceInfoPath, timeoutMs, token: apiToken, caFile, reading };
}
