import { expect, it } from 'vitest';
import { QuarantineCount } from './quarantine-count';

it('goes on from what is on record, and says each time that it is another', async () => {
  let told = 0;
  const count = new QuarantineCount({ countQuarantined: async () => 3 }, () => {
    told += 1;
  });
  expect(count.current).toBe(0);
  await count.load();
  count.add();
  expect([count.current, told]).toEqual([4, 2]);
});
