import { variablesOf } from "../../signals/variables";
import { measuringPanels, type Complaint, type Subject } from "./finding";

/** Those that every reader knows stand first, in this order; what is special to a dashboard follows. */
const order = ["datasource", "loki_datasource", "cluster", "namespace", "job", "instance"];

/** Variables: each is there, is used, is called what people know, and comes after those that narrow it. */
export function variableComplaints({ board }: Subject): readonly Complaint[] {
  const variables = board.templating.list;
  const names = variables.map((each) => each.name);
  const used = new Map<string, string>();
  const use = (text: string, where: string) => {
    for (const name of variablesOf(text)) used.set(name, where);
  };
  for (const each of measuringPanels(board)) {
    use(each.datasource.uid, each.title);
    for (const target of each.targets) use(target.expr, each.title);
    use(JSON.stringify(each.fieldConfig), each.title);
  }
  for (const each of board.annotations.list) use(`${each.expr} ${each.datasource.uid}`, "an annotation");
  const asking = variables.filter((each) => each.type !== "textbox");
  for (const each of asking)
    use(`${each.definition ?? ""} ${each.datasource?.uid ?? ""}`, `the variable ${each.name}`);
  const positions = names.map((name) => (order.includes(name) ? order.indexOf(name) : order.length));
  return [
    ...[...used]
      .filter(([name]) => !names.includes(name))
      .map(([name, where]) => ({
        rule: "undefined-variable",
        message: `${where} uses $${name}, which the dashboard does not have; it has ${names.join(", ")}`,
      })),
    ...names
      .filter((name) => !used.has(name))
      .map((name) => ({ rule: "unused-variable", message: `nothing uses the variable ${name}` })),
    ...(names[0] === "datasource" ? [] : [{ rule: "datasource", message: "datasource is not the first" }]),
    ...(positions.every((each, at) => each === order.length || each > (positions[at - 1] ?? -1))
      ? []
      : [{ rule: "variable-order", message: `variables are not in the order ${order.join(", ")}, others` }]),
    ...asking
      .filter((each) => each.type === "query" && each.refresh === undefined)
      .map((each) => ({ rule: "variable-refresh", message: `${each.name} never asks again` })),
    ...asking
      .filter((each) => each.multi && each.allValue === undefined)
      .map((each) => ({ rule: "all-value", message: `${each.name} has no value for all` })),
  ];
}
