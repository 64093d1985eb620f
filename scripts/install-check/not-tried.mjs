/** Exit code of a check that this machine cannot make. */
export const NOT_TRIED = 3;
