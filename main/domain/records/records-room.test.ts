import { english } from '../../../messages/english';
import { describe, expect, it } from 'vitest';
import { growthOf, roomWarning, type RecordsRoom } from './records-room';

const DAY = 86_400_000;
const GB = 1_000_000_000;
const room = (more: Partial<RecordsRoom> = {}): RecordsRoom => ({
  fileBytes: 100_000_000,
  freeInsideBytes: 0,
  diskFreeBytes: 50 * GB,
  oldestAt: 0,
  ...more,
});

const warned = (...args: Parameters<typeof roomWarning>) => english(roomWarning(...args) ?? []);

describe('the room of the records', () => {
  it('grows by what it holds in the days that it holds', () => {
    expect(growthOf(room(), 100 * DAY)).toEqual({ bytesPerDay: 1_000_000, daysLeft: 50_000 });
    expect(growthOf(room({ freeInsideBytes: 50_000_000 }), 100 * DAY).bytesPerDay).toBe(500_000);
    expect(growthOf(room({ diskFreeBytes: null }), 100 * DAY).daysLeft).toBeNull();
  });

  it('is not guessed on the first day, or of empty records', () => {
    expect(growthOf(room(), DAY / 2)).toEqual({ bytesPerDay: null, daysLeft: null });
    expect(growthOf(room({ oldestAt: null }), DAY)).toEqual({ bytesPerDay: null, daysLeft: null });
  });

  it('is warned of in one sentence when few days are left, or little is left at all', () => {
    expect(roomWarning(room(), 100 * DAY)).toBeNull();
    expect(warned(room({ diskFreeBytes: 12_500_000 }), 100 * DAY)).toBe(
      'The disk of the records is full in about 12 days (1.0 MB a day). Free some space, or keep scans for fewer days in Settings → Records.',
    );
    expect(warned(room({ diskFreeBytes: 300_000_000 }), DAY / 2)).toContain('has only 300 MB left');
    expect(roomWarning(room({ diskFreeBytes: null }), 100 * DAY)).toBeNull();
  });
});
