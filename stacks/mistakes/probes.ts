/** Probes whose target does not fit their kind, and processes that no name can match. */
import { kinds } from "../setting-kinds";
import { type Mistake, mistake, type Paragraph } from "../settings-errors";
import { type Draft } from "./given";
import { secretIn } from "./looks-secret";
import { shown } from "./shape";
import { yamlAt } from "./write";

const forms = {
  http: { is: "a URL", pattern: kinds.URL.pattern, example: "https://shop.example.com/health" },
  tcp: { is: "host:port", pattern: kinds.address.pattern, example: "db.example.com:5432" },
  // IPv6 addresses have colons; a name or an IPv4 address has none.
  icmp: {
    is: "a host",
    pattern: /^([A-Za-z0-9._-]+|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)$/,
    example: "db.example.com",
  },
  dns: {
    is: "the address of a name server",
    pattern:
      /^([A-Za-z0-9._-]+|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*|[A-Za-z0-9._-]+:\d+|\[[0-9A-Fa-f:.]+\]:\d+)$/,
    example: "10.0.0.53:53",
  },
} as const;

/** Settings that say something for one kind only. */
const only = { content: "http", query: "dns", record: "dns" } as const;

export function probeMistakes(draft: Draft): Mistake[] {
  return [...targetMistakes(draft), ...kindMistakes(draft)];
}

/** What a kind needs and is missing, and what it cannot use. */
function kindMistakes(draft: Draft): Mistake[] {
  return (draft.probes ?? []).flatMap((probe, index) => {
    if (probe === undefined || ("kind" in probe && probe.kind === undefined)) return [];
    const kind = probe.kind ?? "http";
    const useless = (Object.keys(only) as (keyof typeof only)[]).filter(
      (key) => probe[key] !== undefined && only[key] !== kind,
    );
    return [
      ...useless.map((key) =>
        mistake(
          ["probes", index, key],
          `probes[${index}].${key} is for probes of kind ${only[key]}, and this one is of kind ${kind}. Take it away, or write:`,
          yamlAt(["probes", index, "kind"], only[key], draft),
        ),
      ),
      ...(kind === "dns" && !("query" in probe)
        ? [
            mistake(
              ["probes", index, "query"],
              `probes[${index}] is of kind dns and does not say which name to ask for. Write, for example:`,
              yamlAt(["probes", index, "query"], "shop.example.com", draft),
            ),
          ]
        : []),
    ];
  });
}

function targetMistakes(draft: Draft): Mistake[] {
  return (draft.probes ?? []).flatMap((probe, index) => {
    // A kind of the wrong form is told elsewhere; with none written, it is http.
    const kind = probe === undefined || "kind" in probe ? probe?.kind : "http";
    const target = probe?.target;
    if (kind === undefined || target === undefined || secretIn(target) !== undefined) return [];
    const form = forms[kind];
    const broken = kind === "http" && !URL.canParse(target);
    if (form.pattern.test(target) && !broken) return [];
    const at = ["probes", index, "target"];
    const write: Paragraph = yamlAt(at, suggestion(kind, target) ?? form.example, draft);
    const lead = suggestion(kind, target) === undefined ? "Write, for example:" : "Write:";
    return [
      mistake(
        at,
        `probes[${index}].target is ${shown(target)}, but a probe of kind ${kind} wants ${form.is}. ${lead}`,
        write,
      ),
    ];
  });
}

/** The same place in the form of the kind. */
function suggestion(kind: keyof typeof forms, target: string): string | undefined {
  const [, scheme, host = "", port] =
    /^(?:(https?):\/\/)?([A-Za-z0-9.-]+)(?::(\d+))?(?:\/\S*)?$/.exec(target) ?? [];
  if (host === "") return undefined;
  const standard = scheme === "http" ? "80" : scheme === "https" ? "443" : undefined;
  const better = {
    http: `https://${target}`,
    tcp: `${host}:${port ?? standard ?? ""}`,
    icmp: host,
    dns: host,
  }[kind];
  const fits = forms[kind].pattern.test(better) && (kind !== "http" || URL.canParse(better));
  return fits ? better : undefined;
}

/** Linux keeps 15 bytes of a process's name (TASK_COMM_LEN, proc(5)) and no folder. */
const longestName = 15;

export function processMistakes(draft: Draft): Mistake[] {
  return (draft.processes ?? []).flatMap((group, index) =>
    (group?.executables ?? []).flatMap((executable, position) => {
      if (executable === undefined) return [];
      const base = executable.slice(executable.lastIndexOf("/") + 1);
      if (base === executable && base.length <= longestName) return [];
      const why =
        base === executable
          ? `Linux keeps only ${longestName} letters of a name`
          : "processes are known by their name, without a folder";
      const at = ["processes", index, "executables"];
      const write = yamlAt(at, [base.slice(0, longestName) || "nginx"], draft);
      return [
        mistake(
          [...at, position],
          `processes[${index}].executables has ${shown(executable)}: ${why}. Write:`,
          write,
        ),
      ];
    }),
  );
}
