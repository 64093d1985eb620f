import { text } from '../../../protocol/texts/text';
import type { JsonObject } from '../../../protocol/wire/body';
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
): JsonObject {
  if (ids.length === 0 || ids.length > MAX_TAGS)
    refuse('ValidationError', text('registry.tagCount', { most: String(MAX_TAGS) }), 'ids');
  keepAgent(workspace, organization, 'organization');
  if (second !== undefined && ids.length > 1) refuse('ValidationError', text('registry.secondaryOfOne'), 'secondary');
  const names = ids.map((id) => keepId(workspace, id.trim()));
  const secondary = second === undefined ? null : keepId(workspace, second.trim());
  const twice = names.find((id, index) => names.indexOf(id) !== index);
  if (twice !== undefined) refuse('UniqueViolation', text('registry.tagTwice', { tag: shown(twice) }), 'ids');
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
    refuse('ValidationError', text('registry.badTag', { tag: shown(id), most: String(MAX_CHARACTERS) }), 'ids');
  if (ETAG.test(id) && !workspace.context.settings.mayCreateETags)
    refuse('CannotCreateETag', text('registry.eTag', { tag: shown(id) }), 'ids');
  return id;
}

function keepFree(workspace: Workspace, id: string, organization: AgentUuid | null): void {
  if (workspace.reads.tags(id).some((tag) => tag.organization === organization))
    refuse('UniqueViolation', text('registry.tagThere', { tag: shown(id) }), 'ids');
}

function shown(id: string): string {
  return visibleText(id, 64);
}
