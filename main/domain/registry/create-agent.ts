import { text } from '../../../protocol/texts/text';
import type { AgentRecord, AgentSubmission } from './model';
import { refuse } from './reading/refusal';
import { visibleText } from '../../../protocol/visible-text';
import type { Workspace } from './workspace';

/** Puts a person or organisation on record. Names are unique, so that a tag can name its organisation. */
export function createAgent(workspace: Workspace, submission: AgentSubmission): AgentRecord {
  const { kind: _, ...described } = submission;
  if (workspace.reads.agentByName(described.name) !== null)
    refuse('UniqueViolation', text('registry.agentThere', { name: visibleText(described.name, 64) }), 'name');
  if (described.type !== 'Organization' && described.roles.length > 0)
    refuse('ValidationError', text('registry.noRolesOfThese'), 'roles');
  const agent: AgentRecord = { id: workspace.newId(), ...described, created: workspace.context.at };
  workspace.saveAgent(agent);
  return agent;
}
