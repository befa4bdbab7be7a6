/** Routes as data, and how one is found. */
import { type Context } from "@opentelemetry/api";
import { type z } from "zod";
import { refuse, type Reply } from "./reply";

export type Method = "GET" | "POST";

/** What a route is given. */
export interface Call {
  /** Parts of the path by the names in the template. */
  readonly params: Readonly<Record<string, string>>;
  /** What follows the first "?" of the target; empty where nothing does. */
  readonly query: string;
  readonly body: unknown;
  /** Token of `Authorization: Bearer …`. */
  readonly token?: string;
  /** Aborted when the client goes away. */
  readonly signal: AbortSignal;
  /** The request's span, as parent of further spans. */
  readonly trace: Context;
}

export interface Route {
  readonly method: Method;
  /** Template such as "/orders/{id}"; also the value of the label `route`. */
  readonly path: string;
  /** Status of the usual answer; its counter starts at 0 with the service. */
  readonly status: number;
  readonly takesBody: boolean;
  readonly handle: (call: Call) => Reply | Promise<Reply>;
}

type Handle = Route["handle"];

export function get(path: string, handle: Handle): Route {
  return { method: "GET", path, status: 200, takesBody: false, handle };
}

/** A POST without a body. */
export function act(path: string, status: number, handle: Handle): Route {
  return { method: "POST", path, status, takesBody: false, handle };
}

/**
 * A POST whose body is checked first; a body that does not fit is answered 400 with every mistake.
 * @param example a body that fits, for the text of that answer
 */
export function post<T>(
  path: string,
  status: number,
  schema: z.ZodType<T>,
  example: NoInfer<T>,
  handle: (body: T, call: Call) => Reply | Promise<Reply>,
): Route {
  return {
    method: "POST",
    path,
    status,
    takesBody: true,
    handle: (call) => {
      const parsed = schema.safeParse(call.body);
      if (parsed.success) return handle(parsed.data, call);
      const mistakes = parsed.error.issues.map((issue) =>
        issue.path.length === 0 ? issue.message : `${issue.path.join(".")}: ${issue.message}`,
      );
      return refuse(
        400,
        `The body does not fit: ${mistakes.join("; ")}.`,
        `Send, for example, ${JSON.stringify(example)}.`,
      );
    },
  };
}

export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** The route of a request; or, for a known path, the template and the methods that it has; or undefined. */
export function findRoute(
  routes: readonly Route[],
  method: string,
  path: string,
): Match | { readonly path: string; readonly allow: readonly string[] } | undefined {
  const fitting = routes.flatMap((route) => {
    const params = matchPath(route.path, path);
    return params === undefined ? [] : [{ route, params }];
  });
  // RFC 9110 wants HEAD wherever GET is.
  const wanted = method === "HEAD" ? "GET" : method;
  const match = fitting.find(({ route }) => route.method === wanted);
  if (match !== undefined) return match;
  const [first] = fitting;
  if (first === undefined) return undefined;
  const methods = fitting.map(({ route }) => route.method);
  const allow = methods.includes("GET") ? [...methods, "HEAD"] : methods;
  return { path: first.route.path, allow: [...allow].sort() };
}

/** Parts of the path that the template names, or undefined where the path is another one. */
export function matchPath(template: string, path: string): Readonly<Record<string, string>> | undefined {
  const wanted = template.split("/");
  const given = path.split("/");
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const text = given[index] ?? "";
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name === undefined ? part !== text : text === "") return undefined;
    if (name !== undefined) params[name] = text;
  }
  return params;
}
