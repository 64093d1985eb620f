import { expect, it } from 'vitest';
import type { Commit } from '../../domain/ports/journal';
import { AuditTrail } from './audit-trail';

function trailOf(badge: string | null, operator: string | undefined) {
  const commits: Commit[] = [];
  const journal = { commit: async (commit: Commit) => void commits.push(commit) };
  const trail = new AuditTrail({ journal, clock: { now: () => 7 }, badge: () => badge, operator: () => operator });
  return { trail, commits };
}

it.each([
  ['S-1', 'tester', 'S-1'],
  [null, 'tester', 'tester'],
  [null, undefined, ''],
])('badge %s, scan started by %s: acts as "%s"', async (badge, operator, person) => {
  const { trail, commits } = trailOf(badge, operator);
  expect(trail.person()).toBe(person);
  await trail.record('settingsImported', '/a.json');
  expect(commits).toEqual([
    {
      audit: [
        {
          at: 7,
          entry: { kind: 'audited', person, action: 'settingsImported', subject: '/a.json', before: null, after: null },
        },
      ],
    },
  ]);
});

it('an act is that of whoever was there when it began', () => {
  let badge: string | null = 'S-1';
  const trail = new AuditTrail({
    journal: { commit: async () => undefined },
    clock: { now: () => 7 },
    badge: () => badge,
    operator: () => undefined,
  });
  const act = trail.acting();
  badge = 'S-2';
  expect(act('secretChanged', 'apiToken', 'none', 'set').entry.person).toBe('S-1');
});
