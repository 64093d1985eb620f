import type { AgentRecord } from '../../../domain/registry/model';
import type { AgentView, TagView } from '../../../../protocol/registry/views';
import { createDeviceLinks } from './device-links';
import { type AgentRow, agentOf, type TagRow, tagOf } from './records';
import type { Statements } from './statements';

export function listTags(statements: Statements, offset: number, limit: number): readonly TagView[] {
  return tagViews(
    statements,
    statements.all<TagRow>('select * from registry_tag order by id, organization limit ? offset ?', limit, offset),
  );
}

export function tagsOfDevice(statements: Statements, device: number): readonly TagView[] {
  return tagViews(
    statements,
    statements.all<TagRow>('select * from registry_tag where device = ? order by id, organization', device),
  );
}

export function listAgents(statements: Statements): readonly AgentView[] {
  return statements.all<AgentRow>('select * from registry_agent order by position').map((row) => agentView(agentOf(row)));
}

export function findAgent(statements: Statements, id: string | null): AgentView | null {
  const row = id === null ? null : statements.first<AgentRow>('select * from registry_agent where id = ?', id);
  return row === null ? null : agentView(agentOf(row));
}

function agentView({ roles, ...agent }: AgentRecord): AgentView {
  return { ...agent, roles: [...roles] };
}

function tagViews(statements: Statements, rows: readonly TagRow[]): readonly TagView[] {
  const link = createDeviceLinks(statements);
  return rows.map((row) => {
    const { id, secondary, organization, provider, device, created } = tagOf(row);
    return {
      id,
      secondary,
      organization: organization === null ? null : (findAgent(statements, organization)?.name ?? organization),
      provider,
      device: device === null ? null : link(device),
      created,
    };
  });
}
