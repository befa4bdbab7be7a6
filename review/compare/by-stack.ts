import { type Files } from "../render";
import { variants, variantsOf } from "../variants";

/** Files of all stacks by the name of the stack, which their paths begin with; paths are then those within the stack. */
export function byStack(files: Files): ReadonlyMap<string, Files> {
  const found = new Map<string, Map<string, string>>();
  for (const [path, content] of files) {
    const [stack = "", ...rest] = path.split("/");
    const own = found.get(stack) ?? new Map<string, string>();
    found.set(stack, own.set(rest.join("/"), content));
  }
  const all = found.get(variantsOf);
  // Of a variant only what differs is rendered.
  if (all !== undefined)
    for (const variant of Object.keys(variants)) {
      const own = found.get(variant);
      if (own !== undefined) found.set(variant, new Map([...all, ...own]));
    }
  return found;
}
