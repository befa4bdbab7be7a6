/** Dashboards of this stack, as they have to be for data that another installation collects. */
import { type Dashboard } from "../../dashboards/model/dashboard";
import { renameJobs } from "../../signals/rename-jobs";
import { type Settings } from "../../stacks/settings";

type Json = Readonly<Record<string, unknown>>;

/** A dashboard that asks the data sources of the settings, for the jobs that the settings name. */
export function adapted(dashboard: Dashboard, { content }: Settings): Dashboard {
  const renamed = withQueries(JSON.parse(dashboard.json), (query) => renameJobs(query, content.jobs)) as Json;
  const { templating } = renamed as { readonly templating?: { readonly list?: readonly Json[] } };
  const list = (templating?.list ?? []).map((variable) =>
    withoutCluster(withDataSource(variable, content.datasources)),
  );
  const json = { ...renamed, ...(templating === undefined ? {} : { templating: { ...templating, list } }) };
  return { ...dashboard, json: `${JSON.stringify(json, null, 2)}\n` };
}

/** Every PromQL query of a dashboard, in no order: those of panels, and those that find the choices of variables. */
export function queriesOf({ json }: Dashboard): readonly string[] {
  const queries: string[] = [];
  withQueries(JSON.parse(json), (query) => {
    queries.push(query);
    return query;
  });
  return queries;
}

const queryKeys = ["definition", "expr", "query"];

/** The same with other PromQL; queries of Loki are left alone, since log lines have no job. */
function withQueries(value: unknown, change: (query: string) => string): unknown {
  if (Array.isArray(value)) return value.map((inner) => withQueries(inner, change));
  if (typeof value !== "object" || value === null) return value;
  const { datasource } = value as { readonly datasource?: { readonly type?: unknown } };
  const ofLoki = datasource?.type === "loki";
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      typeof inner === "string" && queryKeys.includes(key) && !ofLoki
        ? change(inner)
        : withQueries(inner, change),
    ]),
  );
}

/** The variable that chooses a data source begins with the one of the settings, where they name one. */
function withDataSource(variable: Json, uids: Settings["content"]["datasources"]): Json {
  if (variable["type"] !== "datasource") return variable;
  const uid = variable["query"] === "loki" ? uids.loki : uids.prometheus;
  return uid === undefined ? variable : { ...variable, current: { text: uid, value: uid } };
}

/** All clusters are also none: an installation with one cluster seldom writes its name on the series. */
function withoutCluster(variable: Json): Json {
  return variable["name"] === "cluster" && variable["allValue"] !== undefined
    ? { ...variable, allValue: ".*" }
    : variable;
}
