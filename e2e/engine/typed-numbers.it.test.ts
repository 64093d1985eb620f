import { expect, it, onTestFinished } from 'vitest';
import { startFactory } from '../../simulator/factory/factory-server';
import { testConsole } from '../support/scan-line';

it('operation and operator numbers that cannot be seen whole are refused, each with its own sentence', async () => {
  const factory = await startFactory({ devices: [] });
  onTestFinished(() => factory.close());
  const { app, desk } = await testConsole({ apiBase: factory.baseUrl });
  expect(await app.connections.brokerUp(15_000)).toBe(true);
  const start = (operationId: string, operatorId = 'tester') => desk.start({ operationId, operatorId, scanMode: 0 });
  await expect(start('OP\u202e7')).rejects.toThrow(
    'The operation number has a character that cannot be seen: "OP\\u202e7". Type it again.',
  );
  await expect(start('OP\n7')).rejects.toThrow('The operation number has a character that cannot be seen: "OP\\u000a7".');
  await expect(start('x'.repeat(129))).rejects.toThrow('The operation number may have at most 128 characters.');
  await expect(start('OP-7', 'B\u0000')).rejects.toThrow('The operator number has a character that cannot be seen');
  await expect(start('OP-7', '')).rejects.toThrow('Enter or scan your operator number first.');
  expect(app.engine.session).toBeNull();
  expect((await start(' OP-7\r\n')).operationId).toBe('OP-7');
});
