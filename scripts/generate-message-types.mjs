/** `npm run messages`: writes messages/window-parameters.ts from messages/en.json. */
import { writeFileSync } from 'node:fs';
import { WINDOW_PARAMETERS, windowParameters } from './messages/window-parameters.mjs';

writeFileSync(WINDOW_PARAMETERS, windowParameters());
console.log('Wrote messages/window-parameters.ts.');
