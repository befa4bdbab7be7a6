import { type ReadResource } from "../compare/read-resources";
import { type Files } from "../render";
import { readPrometheus } from "./stack-configurations";

/** The server behind an address or a URL; undefined for what is outside of the stack. */
export type Resolve = (address: string) => string | undefined;

/**
 * Finds servers by address: by the name in it ("loki.observatory.svc:3100", "prometheus-0.prometheus-headless…"), or, where
 * all servers have one host, by who listens there and by what the scrape jobs say of it.
 */
export function addressBook(servers: ReadonlyMap<string, ReadResource>, files: Files): Resolve {
  const known = new Map<string, string>();
  for (const [path, text] of files) {
    if (!/(^|\/)prometheus\.yml$/.test(path) || path.includes("/rules/")) continue;
    for (const { job_name, static_configs } of readPrometheus(text).scrape_configs)
      for (const { targets, labels } of static_configs)
        for (const target of targets) {
          const name = [labels["instance"], job_name].find((each) => each !== undefined && servers.has(each));
          if (name !== undefined) known.set(target, name);
        }
  }
  const listening = [...servers].map(([name, { inputs }]) => [name, listensOn(inputs)] as const);
  return (address) => {
    const host = address.replace(/^[\w+.-]+:\/\//, "").replace(/[/?#].*$/, "");
    for (const label of host.replace(/:\d+$/, "").split(".")) {
      const name = label.replace(/-headless$/, "");
      if (servers.has(name)) return name;
    }
    return known.get(host) ?? listening.find(([, all]) => all.includes(host))?.[0];
  };
}

/** "--web.listen-address=127.0.0.1:9100" → "127.0.0.1:9100". */
function listensOn(inputs: Readonly<Record<string, unknown>>): readonly string[] {
  return argumentsOf(inputs).flatMap((each) => /listen-address=(\S+:\d+)$/.exec(each)?.[1] ?? []);
}

/** All arguments of a server's programs, wherever its kind of resource has them. */
export function argumentsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((each) => argumentsOf(each));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    ["args", "command"].includes(key) && Array.isArray(inner) ? inner.map(String) : argumentsOf(inner),
  );
}
