import { describe, expect, it, vi } from 'vitest';
import { systemIdentities } from './identities';

describe('unique ids', () => {
  it('are UUIDs of version 7, none twice', () => {
    const ids = Array.from({ length: 1_000 }, () => systemIdentities.unique());
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('stand in the order of time', () => {
    vi.useFakeTimers();
    try {
      const ids = [0, 1, 1_000, Date.UTC(2026, 10, 22), Date.UTC(2100, 0, 1)].map((at) => {
        vi.setSystemTime(at);
        return systemIdentities.unique();
      });
      expect(ids.toSorted()).toEqual(ids);
    } finally {
      vi.useRealTimers();
    }
  });
});
