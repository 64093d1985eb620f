import { expect, it } from 'vitest';
import type { AuditEntry } from '../../domain/scan/events';
import { auditInWords } from './audit-words';

const lineOf = (entry: Omit<AuditEntry, 'kind' | 'person'>) =>
  auditInWords({ seq: 1, at: 1, operationId: '', event: { kind: 'audited', person: 'op', ...entry } });

it('a setting that nobody had chosen is said as that, in entries of before too', () => {
  expect(lineOf({ action: 'settingsChanged', subject: 'records.keepDays', before: 'null', after: '365' })).toMatchObject({
    action: 'changed setting',
    before: 'not chosen',
    after: '365',
  });
  expect(lineOf({ action: 'settingsChanged', subject: 'station.name', before: '"null"', after: '""' })?.before).toBe('"null"');
  expect(lineOf({ action: 'scanLogExported', subject: 'null', before: null, after: 'null' })).toMatchObject({
    subject: 'null',
    before: null,
    after: 'null',
  });
});
