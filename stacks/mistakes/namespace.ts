import { type Mistake, mistake } from "../settings-errors";
import { type Given } from "./given";
import { nearest } from "./nearest";

const ours = "observatory";

/** Keys that would be ours but for a slip before the colon. Others, such as pulumi:tags, are not our business. */
export function namespaceMistakes({ otherKeys = [] }: Pick<Given, "otherKeys">): Mistake[] {
  return otherKeys.flatMap((key) => {
    const meant = meantKey(key);
    return meant === undefined
      ? []
      : [mistake([key], `${key} belongs to nobody. Did you mean ${ours}:${meant}?`)];
  });
}

/** The setting that a misspelt key means, without "observatory:"; undefined for a key of another namespace. */
export function meantKey(key: string): string | undefined {
  const [namespace = "", ...rest] = key.split(":");
  return namespace !== ours && nearest(namespace, [ours]).length > 0 ? rest.join(":") : undefined;
}
