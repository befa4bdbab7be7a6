import { kindOf } from "../setting-kinds";
import { type Node } from "./schema-node";

/** Units as people write them. */
const durationUnits: Readonly<Record<string, string>> = {
  millisecond: "ms",
  sec: "s",
  second: "s",
  min: "m",
  minute: "m",
  hr: "h",
  hour: "h",
  day: "d",
  week: "w",
  year: "y",
};

/**
 * What was most likely meant by a value of the wrong form, or undefined. "15 sec" → "15s", "20GB" → "20Gi",
 * yes → true, DB_1 → db-1. Only offered as YAML to write: nothing is ever repaired in silence.
 */
export function repair(value: unknown, node: Node): unknown {
  const kind = kindOf(node.title);
  if (kind === undefined) return repairPlain(value, node);
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  const text = repairText(String(value).trim(), node.title);
  return text !== undefined && kind.pattern.test(text) ? text : undefined;
}

function repairPlain(value: unknown, node: Node): unknown {
  const text = typeof value === "string" ? value.trim().toLowerCase() : undefined;
  if (node.type === "boolean" && text !== undefined) {
    if (["yes", "on", "true"].includes(text)) return true;
    if (["no", "off", "false"].includes(text)) return false;
  }
  if ((node.type === "integer" || node.type === "number") && text !== undefined && /^\d+$/.test(text)) {
    const number = Number(text);
    return number >= (node.minimum ?? -Infinity) && number <= (node.maximum ?? Infinity) ? number : undefined;
  }
  // One entry where a list of texts belongs.
  if (node.type === "array" && node.items?.type === "string" && typeof value === "string" && text !== "") {
    const kind = kindOf(node.items.title);
    return kind === undefined || kind.pattern.test(value) ? [value] : undefined;
  }
  return undefined;
}

function repairText(text: string, title: string | undefined): string | undefined {
  switch (title) {
    case "duration": {
      const [, digits = "", word = ""] = /^(\d+)\s*([a-z]*)$/i.exec(text) ?? [];
      const unit = word.toLowerCase();
      if (unit === "") return `${digits}s`;
      return digits + (durationUnits[unit] ?? durationUnits[unit.replace(/s$/, "")] ?? unit);
    }
    case "size": {
      const [, digits = "", prefix = ""] = /^(\d+)\s*([mgt])(?:i?b?)$/i.exec(text) ?? [];
      return `${digits}${prefix.toUpperCase()}i`;
    }
    case "CPU": {
      // Cores, as Kubernetes takes them as well: 2, 0.5.
      const cores = /^(\d{1,2}|\d?\.\d{1,3})$/.test(text) ? Number(text) : 0;
      return `${Math.round(cores * 1000)}m`;
    }
    case "bucket":
    case "host and port":
    case "host name":
      return text
        .toLowerCase()
        .replace(/^[a-z0-9]+:\/\//, "")
        .replace(/\/.*$/, "");
    case "namespace":
    case "object name":
      return text.toLowerCase().replace(/[^a-z0-9.-]+/g, "-");
    case "name":
      return text
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, "-")
        .replace(/^[^a-z]+|-+$/g, "");
    case "address":
      // The port of a node exporter.
      return `${text.replace(/^https?:\/\//, "").replace(/\/.*$/, "")}`.replace(/^([^:]+)$/, "$1:9100");
    case "URL":
      return /^[\w.-]+\.[a-z]{2,}(\/\S*)?$/i.test(text) ? `https://${text}` : undefined;
    default:
      return undefined;
  }
}
