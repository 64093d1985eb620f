import type { Settings } from '../../protocol/settings';

/** Settings as a plant might have them. */
export const scriptedSettings: Settings = {
  station: { name: 'Line 2 · ST-03' },
  broker: {
    url: 'amqp://console@broker.plant:5672/',
    caFile: '',
    certFile: '',
    keyFile: '',
    exchangeDurable: false,
    reportSigning: 'off',
    deviceKeysFile: '',
  },
  api: {
    baseUrl: 'http://factory.plant:8080',
    deviceInfoPath: '/puzzle/api/v1/deviceInfo/getById',
    scanLogPath: '/puzzle/api/v1/log/deviceScan',
    notificationPath: '/notifications/devicescan',
    pairPath: '/puzzle/api/v1/operations/pair',
    burnPath: '/puzzle/api/v1/operations/burn',
    timeoutMs: 5_000,
    concurrency: 32,
    lookUpTries: 4,
  },
  scan: {
    idleMs: 10_000,
    maxMs: 120_000,
    operationIdType: 'auto',
    interfaceNames: 'strict',
    serviceNics: ['00:e0:4c'],
    vendorDefaultMacs: ['00:04:0b:80:80:80'],
    pairGuests: false,
  },
  records: { keepDays: 0 },
  registry: {
    httpEnabled: false,
    httpPort: 8090,
    fromScans: true,
    officialRate: 'ECost 1.0',
    deriveDisposal: true,
    partPlaceholders: [],
    currency: 'EUR',
    stalledAfterMs: 86_400_000,
  },
  labels: { badge: ['OP-*'], operation: ['BI-########-######', 'WO-*'], serial: [], prefixes: [], suffixes: [] },
  window: { theme: 'system', size: 'normal' },
};
