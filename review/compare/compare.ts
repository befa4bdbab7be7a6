import { type Files } from "../render";
import { byStack } from "./by-stack";
import { merged, type Change, type StackChange } from "./change";
import { stackChanges, type World } from "./stack";

/** What a change of the program does, over all stacks. */
export interface Review {
  readonly changes: readonly StackChange[];
  /** Names of all stacks that were compared, sorted. */
  readonly stacks: readonly string[];
}

/** Compares two renders of all stacks: paths begin with the name of the stack. */
export function compare(before: Files, after: Files, world: World): Review {
  const [old, now] = [byStack(before), byStack(after)];
  const stacks = [...new Set([...old.keys(), ...now.keys()])].sort();
  const changes = new Map<string, readonly Change[]>(
    stacks.map((stack) => {
      const [one, other] = [old.get(stack), now.get(stack)];
      if (one === undefined)
        return [stack, [{ consequence: "resource", subject: `stack ${stack}`, text: "is new" }]];
      if (other === undefined)
        return [
          stack,
          [
            {
              consequence: "data",
              subject: `stack ${stack}`,
              text: "is no longer rendered; what runs of it stays until somebody takes it down",
            },
          ],
        ];
      return [stack, stackChanges(one, other, world)];
    }),
  );
  return { changes: merged(changes), stacks };
}
