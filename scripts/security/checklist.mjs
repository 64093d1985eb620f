/** The security checklist of the console: what Electron's own guide asks for, and what this product asks of itself. */
import { CONTENT } from './checks/content.mjs';
import { DOOR } from './checks/door.mjs';
import { PACKAGE } from './checks/package.mjs';
import { PROCESS } from './checks/process.mjs';
import { WINDOW } from './checks/window.mjs';

/** @type {readonly import('./findings.mjs').Section[]} */
export const CHECKLIST = [WINDOW, CONTENT, DOOR, PROCESS, PACKAGE];
