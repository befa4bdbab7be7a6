/** Configuration of the demo service: environment variables in, checked values or mistakes out. */
import { z } from "zod";

export interface Config {
  /** Address to listen on. @default "127.0.0.1" */
  readonly host: string;
  /** TCP port; 0 takes a free one. @default 8088 */
  readonly port: number;
  /** The service calls itself, so that its dashboards show something. @default false */
  readonly traffic: boolean;
  /** Source revision that app_build_info shows. @default "unknown" */
  readonly revision: string;
  /** Base URL of an OTLP/HTTP receiver. @default none: no traces and no metrics leave the process */
  readonly otlpEndpoint?: string;
}

export type ConfigResult =
  { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly error: string };

const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .pipe(z.number().max(65535));

const endpoint = z.string().refine((text) => {
  if (/\s/.test(text) || !URL.canParse(text)) return false;
  const { protocol, username, password, search, hash } = new URL(text);
  return /^https?:$/.test(protocol) && username + password + search + hash === "";
});

interface Variable {
  readonly schema: z.ZodType;
  readonly write: string;
  /** The value may hold a secret and is not repeated in the error. */
  readonly hidden?: boolean;
}

const variables = {
  HOST: {
    schema: z.string().regex(/^[A-Za-z0-9.:-]{1,253}$/),
    write: "Write an address of this machine, for example HOST=127.0.0.1.",
  },
  PORT: { schema: port, write: "Write a whole number from 0 to 65535, for example PORT=8088." },
  DEMO_TRAFFIC: {
    schema: z.enum(["true", "false"]),
    write: "Write DEMO_TRAFFIC=true or DEMO_TRAFFIC=false.",
  },
  DEMO_REVISION: {
    schema: z.string().regex(/^[A-Za-z0-9._-]{1,64}$/),
    write: "Write a commit or tag, at most 64 of A-Z a-z 0-9 . _ -, for example DEMO_REVISION=1f2e3d4.",
  },
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    schema: endpoint,
    write:
      "Write a base URL without user, password or query, for example OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:4318.",
    hidden: true,
  },
} as const satisfies Record<string, Variable>;

type Name = keyof typeof variables;

/**
 * Reads the environment. An empty variable counts as not set. Every mistake is reported at once.
 * A variable that starts with DEMO_ and is not known is a mistake; the others belong to somebody else.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): ConfigResult {
  const mistakes = Object.keys(env)
    .filter((name) => name.startsWith("DEMO_") && !Object.hasOwn(variables, name))
    .sort()
    .map((name) => `${name} is not known. Remove it, or write DEMO_TRAFFIC or DEMO_REVISION.`);
  const given = (name: Name): string | undefined => {
    const text = env[name];
    if (text === undefined || text === "") return undefined;
    const { schema, write, ...rest }: Variable = variables[name];
    if (schema.safeParse(text).success) return text;
    mistakes.push(rest.hidden === true ? `${name} is not valid. ${write}` : `${name} is "${text}". ${write}`);
    return undefined;
  };
  const otlpEndpoint = given("OTEL_EXPORTER_OTLP_ENDPOINT");
  const config: Config = {
    host: given("HOST") ?? "127.0.0.1",
    port: Number(given("PORT") ?? "8088"),
    traffic: given("DEMO_TRAFFIC") === "true",
    revision: given("DEMO_REVISION") ?? "unknown",
    ...(otlpEndpoint === undefined ? {} : { otlpEndpoint }),
  };
  return mistakes.length === 0 ? { ok: true, config } : { ok: false, error: mistakes.join("\n") };
}
