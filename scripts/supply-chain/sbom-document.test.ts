import { describe, expect, it } from 'vitest';
import { sbomDocument } from './sbom-document.mjs';

function component(name: string, version = '1.0.0') {
  return {
    'bom-ref': `${name}@${version}`,
    type: 'library',
    name,
    version,
    purl: `pkg:npm/${name}@${version}`,
    properties: [
      { name: 'cdx:npm:package:development', value: 'true' },
      { name: 'kept', value: 'yes' },
    ],
  };
}

const all = {
  bomFormat: 'CycloneDX',
  specVersion: '1.5',
  metadata: { component: component('product') },
  components: [component('client'), component('codec'), component('codec', '2.0.0'), component('test-tool')],
  dependencies: [
    { ref: 'product@1.0.0', dependsOn: ['client@1.0.0', 'test-tool@1.0.0'] },
    { ref: 'client@1.0.0', dependsOn: ['codec@2.0.0', 'test-tool@1.0.0'] },
    { ref: 'codec@1.0.0' },
    { ref: 'test-tool@1.0.0', dependsOn: ['codec@1.0.0'] },
  ],
};
const runtime = {
  name: 'runtime',
  version: '45.0.0',
  licence: 'MIT',
  purl: 'pkg:npm/runtime@45.0.0',
  integrity: 'sha512-AQID',
  programs: ['console'],
  note: 'Carries others.',
};
const packages = [
  { name: 'client', version: '1.0.0', licence: 'MIT', programs: ['console', 'agent'] },
  { name: 'codec', version: '2.0.0', licence: 'MIT', programs: ['console'] },
];
const product = { name: 'product', productName: 'Product' };

describe('sbomDocument', () => {
  const document = sbomDocument(all, packages, [runtime], product);

  it('holds what is shipped and nothing else, each in the version that is shipped', () => {
    expect(document.components.map((one) => one['bom-ref'])).toEqual(['client@1.0.0', 'codec@2.0.0', 'runtime@45.0.0']);
    expect(document.metadata.component).toMatchObject({ type: 'application', name: 'product', version: '1.0.0' });
    expect(document).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.5' });
  });

  it('says in which program each is, and not that it is for development', () => {
    expect(document.components[0]?.properties).toEqual([
      { name: 'kept', value: 'yes' },
      { name: 'burnin:program', value: 'console' },
      { name: 'burnin:program', value: 'agent' },
    ]);
    expect(document.components[2]).toMatchObject({
      purl: 'pkg:npm/runtime@45.0.0',
      hashes: [{ alg: 'SHA-512', content: '010203' }],
      licenses: [{ license: { id: 'MIT' } }],
    });
  });

  it('keeps who needs whom among them, without loose ends', () => {
    expect(document.dependencies).toEqual([
      { ref: 'product@1.0.0', dependsOn: ['client@1.0.0', 'runtime@45.0.0'] },
      { ref: 'client@1.0.0', dependsOn: ['codec@2.0.0'] },
      { ref: 'codec@2.0.0', dependsOn: [] },
      { ref: 'runtime@45.0.0', dependsOn: [] },
    ]);
  });

  it('fails for a package that was bundled from elsewhere', () => {
    const stranger = { name: 'stranger', version: '1.0.0', licence: 'MIT', programs: ['console'] };
    expect(() => sbomDocument(all, [stranger], [], product)).toThrow('stranger 1.0.0 is bundled but not in package-lock.json.');
  });
});
