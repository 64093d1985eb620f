import type { AgentUuid, TagRecord } from '../../../protocol/registry/model';
import { refuse } from '../../../protocol/registry/refusal';
import { visibleText } from '../../../protocol/visible-text';
import { keepAgent } from './trade';
import type { RegistryCommand } from './transaction';
import type { Workspace } from './workspace';

/** How tag providers name theirs: two characters, one hyphen, five to ten more. */
const ETAG = /^[^-]{2}-[^-]{5,10}$/;
const MAX_CHARACTERS = 128;
const MAX_TAGS = 10_000;

/** Makes empty tags, all of them or none. Ids of eTags are refused unless the setting allows them. */
export function createTags(
  workspace: Workspace,
  { ids, organization, provider }: Extract<RegistryCommand, { kind: 'createTags' }>,
): unknown {
  if (ids.length === 0 || ids.length > MAX_TAGS)
    refuse('ValidationError', `\`ids\`: must name at least one tag and at most ${MAX_TAGS}.`, 'ids');
  keepAgent(workspace, organization, 'organization');
  const names = ids.map((id) => keepId(workspace, id.trim()));
  const twice = names.find((id, index) => names.indexOf(id) !== index);
  if (twice !== undefined) refuse('UniqueViolation', `The tag "${shown(twice)}" is named twice.`, 'ids');
  const tags = names.map((id) => newTag(workspace, id, organization, provider));
  for (const tag of tags) workspace.saveTag(tag);
  return { type: 'Tags', tags: tags.map((tag) => ({ type: 'Tag', id: tag.id, org: tag.organization, provider: tag.provider })) };
}

function keepId(workspace: Workspace, id: string): string {
  if (id === '' || id.length > MAX_CHARACTERS || id.includes('/'))
    refuse('ValidationError', `"${shown(id)}" cannot be a tag: 1 to ${MAX_CHARACTERS} characters without "/".`, 'ids');
  if (ETAG.test(id) && !workspace.context.settings.mayCreateETags)
    refuse('CannotCreateETag', `"${shown(id)}" has the form of an eTag; those are given out by tag providers only.`, 'ids');
  return id;
}

function newTag(workspace: Workspace, id: string, organization: AgentUuid | null, provider: string | null): TagRecord {
  if (workspace.reads.tags(id).some((tag) => tag.organization === organization))
    refuse('UniqueViolation', `There is a tag "${shown(id)}" already.`, 'ids');
  return { id, secondary: null, organization, provider, device: null, created: workspace.context.at };
}

function shown(id: string): string {
  return visibleText(id, 64);
}
