/** The CycloneDX document of what is shipped: npm's own, less what only builds and tests, with the runtimes. */

/**
 * @typedef {object} Component as npm writes it; more keys are kept as they are
 * @property {string} bom-ref
 * @property {string} type
 * @property {string} name
 * @property {string} version
 * @property {string} [purl]
 * @property {{ name: string, value: string }[]} [properties]
 *
 * @typedef {object} Sbom
 * @property {string} bomFormat
 * @property {string} specVersion
 * @property {{ component: Component }} metadata
 * @property {Component[]} components
 * @property {{ ref: string, dependsOn?: string[] }[]} dependencies
 */

const PROGRAM_PROPERTY = 'burnin:program';
/** npm marks all of ours as such, because they are bundled and not installed. */
const DEVELOPMENT_PROPERTY = 'cdx:npm:package:development';

/**
 * @param {Sbom} all what `npm sbom --sbom-format cyclonedx` says of the whole checkout
 * @param {readonly import('./shipped-packages.mjs').ShippedPackage[]} packages
 * @param {readonly import('./shipped-packages.mjs').ShippedRuntime[]} runtimes
 * @param {{ readonly name: string, readonly productName: string }} product
 * @returns {Sbom}
 * @throws {Error} if a shipped package is not among what npm knows
 */
export function sbomDocument(all, packages, runtimes, product) {
  const known = new Map(all.components.map((component) => [`${component.name}@${component.version}`, component]));
  /** @type {Component[]} */
  const components = packages.map(({ name, version, programs }) => {
    const component = known.get(`${name}@${version}`);
    if (component === undefined) throw new Error(`${name} ${version} is bundled but not in package-lock.json.`);
    return { ...component, properties: [...properties(component), ...programProperties(programs)] };
  });
  for (const runtime of runtimes) components.push(runtimeComponent(runtime));
  const kept = new Set(components.map((component) => component['bom-ref']));
  const root = all.metadata.component;
  const dependencies = all.dependencies
    .filter(({ ref }) => kept.has(ref))
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((one) => kept.has(one)) }));
  const named = new Set(dependencies.map(({ ref }) => ref));
  const directly = all.dependencies.find(({ ref }) => ref === root['bom-ref'])?.dependsOn ?? [];
  const fromRoot = new Set([...directly.filter((one) => kept.has(one)), ...runtimes.map(refOf)]);
  return {
    ...all,
    metadata: { ...all.metadata, component: { ...root, type: 'application', name: product.name, 'bom-ref': root['bom-ref'] } },
    components,
    dependencies: [
      { ref: root['bom-ref'], dependsOn: [...fromRoot] },
      ...dependencies,
      ...[...kept].filter((ref) => !named.has(ref)).map((ref) => ({ ref, dependsOn: [] })),
    ],
  };
}

/** @param {Component} component */
function properties(component) {
  return (component.properties ?? []).filter(({ name }) => name !== DEVELOPMENT_PROPERTY);
}

/** @param {readonly string[]} programs */
function programProperties(programs) {
  return programs.map((value) => ({ name: PROGRAM_PROPERTY, value }));
}

/** @param {import('./shipped-packages.mjs').ShippedRuntime} runtime */
function refOf({ name, version }) {
  return `${name}@${version}`;
}

/**
 * @param {import('./shipped-packages.mjs').ShippedRuntime} runtime
 * @returns {Component & Record<string, unknown>}
 */
function runtimeComponent(runtime) {
  const { name, version, licence, purl, integrity, programs, note } = runtime;
  const [algorithm, digest] = integrity?.split('-', 2) ?? [];
  return {
    'bom-ref': refOf(runtime),
    type: 'framework',
    name,
    version,
    scope: 'required',
    description: note,
    purl,
    ...(algorithm === 'sha512' && digest !== undefined
      ? { hashes: [{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }] }
      : {}),
    licenses: [{ license: { id: licence } }],
    properties: programProperties(programs),
  };
}
