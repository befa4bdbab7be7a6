import type * as common from "@grafana/grafana-foundation-sdk/common";
import * as sdk from "@grafana/grafana-foundation-sdk/dashboard";
import { type Source } from "../drawing";
import { type Link } from "../links";

/** A data source by the variable that chooses it. */
export function reference(source: Source): common.DataSourceRef {
  return { type: source === "datasource" ? "prometheus" : "loki", uid: `\${${source}}` };
}

export function link(to: Link): sdk.DashboardLinkBuilder {
  return new sdk.DashboardLinkBuilder(to.title).type(sdk.DashboardLinkType.Link).url(to.url);
}

/** A copy without these optional properties. */
export function without<T extends object, K extends keyof T>(value: T, ...keys: readonly K[]): Omit<T, K> {
  const dropped: readonly PropertyKey[] = keys;
  return Object.fromEntries(Object.entries(value).filter(([key]) => !dropped.includes(key))) as Omit<T, K>;
}
