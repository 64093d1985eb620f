declare const __APP_VERSION__: string | undefined;

/** The product's version, put in by the bundler; `dev` outside a bundle. */
export const APP_VERSION: string = typeof __APP_VERSION__ === 'string' ? __APP_VERSION__ : 'dev';
