import * as pulumi from "@pulumi/pulumi";
import { type Stack } from "../stacks/observatory";
import { contentManifests } from "./content/manifests";
import { clusterProvider } from "./kubernetes/provider";
import { register } from "./kubernetes/resource";

/** Makes the objects with rules and dashboards in a cluster whose servers are not this stack's. */
export function deployContent(stack: Stack): void {
  const parent = new pulumi.ComponentResource("observatory:platform:Content", "observatory", {});
  const provider = clusterProvider(stack.settings, parent);
  for (const manifest of contentManifests(stack))
    register(manifest.metadata.name, manifest, { parent, provider });
}
