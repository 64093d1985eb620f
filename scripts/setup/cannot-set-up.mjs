/** Something that this machine cannot have by itself. The message says what, and how to get it. */
export class CannotSetUp extends Error {}
