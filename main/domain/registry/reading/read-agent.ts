import * as z from 'zod';
import { orNull, readFields, textOf } from './field-reader';
import type { AgentSubmission, NotUnderstood } from '../model';
import { AGENT_ROLES, AGENT_TYPES } from '../../../../protocol/registry/vocabulary';

/** Reads a person or organisation. Throws only through `refuse`. */
export function readAgent(body: unknown): AgentSubmission {
  const notes: NotUnderstood[] = [];
  const fields = readFields(body, '', notes);
  return {
    kind: 'agent',
    type: fields.take('type', z.enum(AGENT_TYPES)),
    name: fields.take('name', z.string().trim().min(1).max(256)),
    taxId: fields.take('taxId', textOf(64)),
    email: fields.take('email', textOf(256)),
    telephone: fields.take('telephone', textOf(64)),
    roles: [...new Set(fields.take('roles', orNull(z.array(z.enum(AGENT_ROLES)).max(100))) ?? [])],
  };
}
