import { parse } from "yaml";
import { z } from "zod";
import { byText } from "../../signals/by-text";

const resource = z.object({
  urn: z.string(),
  type: z.string(),
  protect: z.boolean().default(false),
  retainOnDelete: z.boolean().default(false),
  replaceOnChanges: z.array(z.string()).default([]),
  replacementTrigger: z.unknown().optional(),
  inputs: z.record(z.string(), z.unknown()).default({}),
});

/** A resource as resources.yaml has it. */
export type ReadResource = z.output<typeof resource>;

/** Names of immutable objects end in a hash of what they hold; a new hash is the same object with other content. */
const hash = /-[0-9a-f]{8}(?=$|\b)/g;

/** A text without the hashes in it. */
export function withoutHash(text: string): string {
  return text.replace(hash, "");
}

/** The resources of a stack by what people call them: "StatefulSet prometheus". Components and the stack itself hold nothing. */
export const readResources = byText((text): ReadonlyMap<string, ReadResource> => {
  const all = z.array(resource).parse(parse(text) ?? []);
  return new Map(
    all
      .filter(({ type }) => type !== "pulumi:pulumi:Stack" && !type.startsWith("observatory:"))
      .map((each) => [`${kindOf(each)} ${withoutHash(nameOf(each))}`, each]),
  );
});

/** "kubernetes:apps/v1:StatefulSet" → "StatefulSet". */
export function kindOf({ type }: Pick<ReadResource, "type">): string {
  return type.split(":").at(-1) ?? type;
}

export function nameOf({ urn }: Pick<ReadResource, "urn">): string {
  return urn.split("::").at(-1) ?? urn;
}
