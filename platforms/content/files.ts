import { type Stack } from "../../stacks/observatory";
import { toYaml } from "../../stacks/yaml";
import { kustomization, kustomizationFile } from "../kubernetes/export";
import { type RuleGroup, contentOf } from "./content";
import { contentManifests } from "./manifests";
import { contentPage } from "./page";

/** Most rules that Mimir takes in a group, unless its limits are raised (ruler.max-rules-per-rule-group). */
const mimirGroup = 20;

/**
 * The content as files, by path: `objects/` for a cluster, `rules/` for Prometheus and the ruler of Thanos, `mimir/` for
 * Mimir's, `dashboards/` for Grafana's provisioning, and a page that says how each of them is used.
 */
export function contentFiles(stack: Stack): ReadonlyMap<string, string> {
  const { groups } = contentOf(stack);
  const objects = contentManifests(stack).map(
    (manifest) => [`objects/${manifest.metadata.name}.yaml`, toYaml(manifest)] as const,
  );
  const files = [
    ["README.md", contentPage(stack)] as const,
    [kustomizationFile, kustomization(objects.map(([path]) => path))] as const,
    ["mimir/observatory.yml", toYaml(mimirRules(groups))] as const,
    ...objects,
    ...plainFiles(stack),
  ];
  return new Map(files.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The content itself, without the forms that it takes elsewhere: what a reader of a change wants to see. */
export function plainFiles(stack: Stack): ReadonlyMap<string, string> {
  const { groups, dashboards } = contentOf(stack);
  return new Map([
    ...dashboards.map(({ uid, json }) => [`dashboards/${uid}.json`, json] as const),
    ...groups.map((group) => [`rules/${group.name}.yml`, toYaml({ groups: [group] })] as const),
  ]);
}

/** One namespace is one file: mimirtool refuses a second file with the same one. */
function mimirRules(groups: readonly RuleGroup[]) {
  return { namespace: "observatory", groups: groups.flatMap(inParts) };
}

/** A group in as many as Mimir takes: "host", "host-2" and so on. */
function inParts(group: RuleGroup): RuleGroup[] {
  const parts = Math.max(1, Math.ceil(group.rules.length / mimirGroup));
  return Array.from({ length: parts }, (_, part) => ({
    ...group,
    name: part === 0 ? group.name : `${group.name}-${part + 1}`,
    rules: group.rules.slice(part * mimirGroup, (part + 1) * mimirGroup),
  }));
}
