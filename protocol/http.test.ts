import { describe, expect, it } from 'vitest';
import posts from './fixtures/posts.json';
import seedScanLog from './fixtures/seed-scan-log.json';
import { BurnBody, NotificationBody, PairBody, ScanLog } from './http';

describe('what is posted', () => {
  it.each([
    [ScanLog, seedScanLog],
    [NotificationBody, posts.notification],
    [NotificationBody, posts.errorNotification],
    [PairBody, posts.pair],
    [BurnBody, posts.burn],
  ])('the strict schemas accept the samples (%#)', (schema, body) => {
    expect(JSON.stringify(schema.parse(body))).toBe(JSON.stringify(body));
  });

  it.each([
    [PairBody, { snArray: [], operationId: '1' }],
    [PairBody, { ...posts.pair, operationId: '' }],
    [PairBody, { ...posts.pair, more: 1 }],
    [BurnBody, { ...posts.burn, scanMode: 0 }],
    [NotificationBody, { id: 1, status: 'x' }],
    [ScanLog, { ...seedScanLog, pairInfo: [1] }],
    [ScanLog, { ...seedScanLog, scaninfo: [{ macinfo: [], sn: 'SN1', result: 1 }] }],
    [ScanLog, { ...seedScanLog, scaninfo: [{ macinfo: [], sn: 186, result: '1' }] }],
  ])('and nothing else (%#)', (schema, body) => {
    expect(schema.safeParse(body).success).toBe(false);
  });
});
