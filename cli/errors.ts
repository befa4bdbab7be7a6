/** A mistake or a state that the person at the terminal can mend: shown as it is, without a stack trace, exit 1. */
export class UserError extends Error {}
