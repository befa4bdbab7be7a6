import { stringify } from "yaml";

/**
 * YAML as all servers read it: 1.1 rules for quoting, so that `on`, `yes` and `12:30` stay strings for parsers of
 * either version; no line folding, which would change long expressions; no anchors, which not every server follows.
 */
export function toYaml(value: unknown): string {
  return stringify(value, { version: "1.1", lineWidth: 0, aliasDuplicateObjects: false });
}
