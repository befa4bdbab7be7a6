/** A change that makes no difference, so that no case can notice it, and why. */
export interface Equivalent {
  readonly of: string;
  /** A part of the change as `npm run test:mutate` prints it. */
  readonly change: string;
  readonly because: string;
}

export const equivalent: readonly Equivalent[] = [
  { of: "ContainerRestarting", change: "threshold 2 becomes 2.08", because: "restarts are whole numbers" },
  { of: "ProcessesRestarting", change: "threshold 2 becomes 2.08", because: "restarts are whole numbers" },
];
