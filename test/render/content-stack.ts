import { catalogue } from "../../stacks/catalogue";
import { describeFor } from "../../stacks/main";
import { type Stack } from "../../stacks/observatory";
import { parseSettings } from "../../stacks/parse-settings";

/** A stack of the target content; `more` is what its settings say besides. */
export function contentStack(
  content: Readonly<Record<string, unknown>> = {},
  more: Readonly<Record<string, unknown>> = {},
): Stack {
  const values = {
    target: "content",
    kubernetes: { context: "test", namespace: "monitoring" },
    content,
    ...more,
  };
  const settings = parseSettings({ stack: "content", values, secretKeys: [], catalogue });
  return describeFor(settings, { root: "/observatory", missing: [] }).stack;
}
