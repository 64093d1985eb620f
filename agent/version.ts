/** Set by the bundler to the version in package.json; undefined when the sources run unbundled (tests). */
declare const __APP_VERSION__: string | undefined;

/** The version that the agent reports of itself. */
export const AGENT_VERSION: string = typeof __APP_VERSION__ === 'string' ? __APP_VERSION__ : '0.0.0-dev';
