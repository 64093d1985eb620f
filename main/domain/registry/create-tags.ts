import type { AgentUuid, TagRecord } from './model';
import { refuse } from './reading/refusal';
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
  { ids, organization, provider, secondary: second }: Extract<RegistryCommand, { kind: 'createTags' }>,
): unknown {
  if (ids.length === 0 || ids.length > MAX_TAGS)
    refuse('ValidationError', `\`ids\`: must name at least one tag and at most ${MAX_TAGS}.`, 'ids');
  keepAgent(workspace, organization, 'organization');
  if (second !== undefined && ids.length > 1) refuse('ValidationError', '`secondary`: is for one tag at a time.', 'secondary');
  const names = ids.map((id) => keepId(workspace, id.trim()));
  const secondary = second === undefined ? null : keepId(workspace, second.trim());
  const twice = names.find((id, index) => names.indexOf(id) !== index);
  if (twice !== undefined) refuse('UniqueViolation', `The tag "${shown(twice)}" is named twice.`, 'ids');
  for (const id of secondary === null ? names : [...names, secondary]) keepFree(workspace, id, organization);
  const created = workspace.context.at;
  const tags = names.map((id): TagRecord => ({ id, secondary, organization, provider, device: null, created }));
  for (const tag of tags) workspace.saveTag(tag);
  return {
    type: 'Tags',
    tags: tags.map((tag) => ({
      type: 'Tag',
      id: tag.id,
      org: tag.organization,
      provider: tag.provider,
      secondary: tag.secondary,
    })),
  };
}

function keepId(workspace: Workspace, id: string): string {
  if (id === '' || id.length > MAX_CHARACTERS || id.includes('/'))
    refuse('ValidationError', `"${shown(id)}" cannot be a tag: 1 to ${MAX_CHARACTERS} characters without "/".`, 'ids');
  if (ETAG.test(id) && !workspace.context.settings.mayCreateETags)
    refuse('CannotCreateETag', `"${shown(id)}" has the form of an eTag; those are given out by tag providers only.`, 'ids');
  return id;
}

function keepFree(workspace: Workspace, id: string, organization: AgentUuid | null): void {
  if (workspace.reads.tags(id).some((tag) => tag.organization === organization))
    refuse('UniqueViolation', `There is a tag "${shown(id)}" already.`, 'ids');
}

function shown(id: string): string {
  return visibleText(id, 64);
}
