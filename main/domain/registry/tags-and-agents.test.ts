import { describe, expect, it } from 'vitest';
import type { RegistrySettings } from './transaction';
import { createMemoryRegistry } from './testing/memory-registry';

const make = (ids: readonly string[], settings: Partial<RegistrySettings> = {}) => {
  const registry = createMemoryRegistry(settings);
  const made = registry.run({ kind: 'createTags', ids, organization: null, provider: null });
  return { registry, verdict: made.ok ? '201' : `${made.error.code} ${made.error.type}` };
};

describe('tags', () => {
  it.each([
    ['FO-123456', '422 CannotCreateETag'],
    ['FO-12345', '422 CannotCreateETag'],
    ['FO-1234567890', '422 CannotCreateETag'],
    ['FO-12345678901', '201'],
    ['FO-0123-45', '201'],
    ['FOO012345678910', '201'],
    ['FO', '201'],
    ['FO-', '201'],
    ['FO-123', '201'],
    ['FO-1234', '201'],
    ['FOO-123456', '201'],
    ['a/b', '422 ValidationError'],
    ['  ', '422 ValidationError'],
  ])('%s: %s', (id, expected) => {
    expect(make([id]).verdict).toBe(expected);
  });

  it('are made all or none', () => {
    const { registry, verdict } = make(['good', 'FO-123456']);
    expect(verdict).toBe('422 CannotCreateETag');
    expect(registry.state().tags).toEqual([]);
    expect(make(['one', 'one']).verdict).toBe('422 UniqueViolation');
    expect(make([]).verdict).toBe('422 ValidationError');
  });

  it('may have the form of an eTag for a provider', () => {
    expect(make(['FO-123456'], { mayCreateETags: true }).verdict).toBe('201');
  });

  it('are found under a second id too', () => {
    const { registry } = make(['taken']);
    const create = (ids: readonly string[], secondary: string) => {
      const made = registry.run({ kind: 'createTags', ids, organization: null, provider: null, secondary });
      return made.ok ? '201' : made.error.type;
    };
    expect(create(['first'], 'second')).toBe('201');
    expect(registry.reads.tags('second')).toMatchObject([{ id: 'first' }]);
    expect(create(['second'], 'third')).toBe('UniqueViolation');
    expect(create(['third'], 'taken')).toBe('UniqueViolation');
    expect(create(['third', 'fourth'], 'fifth')).toBe('ValidationError');
    expect(create(['third'], 'FO-123456')).toBe('CannotCreateETag');
  });

  it('exist once for an organisation, and can have one id in two', () => {
    const { registry } = make(['foo']);
    const second = registry.run({ kind: 'createAgent', body: { type: 'Organization', name: 'Second' } });
    const [agent] = registry.state().agents;
    expect(second.ok && agent?.name).toBe('Second');
    const again = (organization: string | null) => {
      const made = registry.run({ kind: 'createTags', ids: ['foo'], organization, provider: 'https://tags.example/' });
      return made.ok ? '201' : made.error.type;
    };
    expect(again(null)).toBe('UniqueViolation');
    expect(again(agent?.id ?? '')).toBe('201');
    expect(again('00000000-0000-4000-8000-0000000fffff')).toBe('ResourceNotFound');
    expect(registry.reads.tags('foo')).toHaveLength(2);
  });
});

describe('agents', () => {
  it.each([
    ['without a name', { type: 'Person' }, 'ValidationError'],
    ['of no known type', { type: 'Robot', name: 'R' }, 'ValidationError'],
    ['with a role that is not known', { type: 'Organization', name: 'R', roles: ['King'] }, 'ValidationError'],
    ['a person with a role', { type: 'Person', name: 'R', roles: ['RecyclingCenter'] }, 'ValidationError'],
    ['no object', 7, 'ValidationError'],
  ])('%s are refused', (_what, body, type) => {
    const made = createMemoryRegistry().run({ kind: 'createAgent', body });
    expect(made).toMatchObject({ ok: false, error: { type } });
  });

  it('have a name of their own', () => {
    const registry = createMemoryRegistry();
    const body = { type: 'Organization', name: 'Scrap', roles: ['RecyclingCenter', 'RecyclingCenter'], taxId: 'X1' };
    expect(registry.run({ kind: 'createAgent', body })).toMatchObject({ ok: true });
    expect(registry.state().agents).toMatchObject([{ name: 'Scrap', roles: ['RecyclingCenter'], taxId: 'X1', email: null }]);
    expect(registry.run({ kind: 'createAgent', body })).toMatchObject({ ok: false, error: { type: 'UniqueViolation' } });
  });
});
