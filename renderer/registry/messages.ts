import { messages } from '../messages';

/** The texts of the devices screens. */
export const deviceMessages = messages.registry;
