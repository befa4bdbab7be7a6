import { runtime } from "@pulumi/pulumi";
import { Recorder } from "./recorder";
import { type Registration } from "./registration";

/** A program and the configuration that it finds. */
export interface Recording {
  readonly stack: string;
  /** Every key with its namespace, "observatory:target"; values as text, objects as JSON. */
  readonly config: Readonly<Record<string, string>>;
  /** Keys of `config` that are secrets. */
  readonly secretKeys: readonly string[];
  /** The program; what it gives are the outputs of the stack. */
  readonly program: () => Promise<Record<string, unknown>>;
}

/** Variables that would let this machine's surroundings into the result. */
const surroundings = [
  "DOCKER_CERT_PATH",
  "DOCKER_CONTEXT",
  "DOCKER_HOST",
  "DOCKER_TLS_VERIFY",
  "PULUMI_CONFIG",
];

/**
 * Runs a program without engine, provider or network and returns what it registers, sorted by URN. It runs as a
 * preview does: what only a deployment knows stays unknown instead of missing.
 * One at a time: the SDK keeps its state for the whole process.
 *
 * Throws the error of the program, and also where two resources have one URN or where an error came up in the
 * background, which leaves resources out silently.
 */
export async function record({
  stack,
  config,
  secretKeys,
  program,
}: Recording): Promise<readonly Registration[]> {
  const recorder = new Recorder();
  const background: unknown[] = [];
  const note = (reason: unknown): void => void background.push(reason);
  const before = new Map(
    [...surroundings, "PULUMI_ERROR_OUTPUT_STRING"].map((name) => [name, process.env[name]]),
  );
  for (const name of surroundings) setVariable(name, undefined);
  // An Output in a text then throws, instead of leaving a warning in a configuration file.
  process.env["PULUMI_ERROR_OUTPUT_STRING"] = "true";
  process.on("unhandledRejection", note);
  // The SDK writes down a stack for each of its promises; two frames say where, and take half the time of ten.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 2;
  try {
    await runtime.setMocks(recorder.mocks, "observatory", stack, true);
    runtime.setMockOptions(recorder, "observatory", stack, true);
    runtime.setAllConfig({ ...config }, [...secretKeys]);
    await runtime.runInPulumiStack(program);
    await runtime.disconnect();
    await settled();
  } catch (error) {
    // The SDK leaves further rejections behind a program that throws; they say nothing new.
    await settled();
    throw error;
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
    process.off("unhandledRejection", note);
    for (const [name, value] of before) setVariable(name, value);
  }
  if (background.length > 0)
    throw new AggregateError(
      background,
      `rendering ${stack} failed in the background: ${background.map(String).join("; ")}`,
    );
  const twice = [...recorder.duplicates].sort();
  if (twice.length > 0)
    throw new Error(`${stack} has two resources of one name: ${twice.join(", ")}; rename one of each`);
  return [...recorder.registrations.values()].sort((a, b) => (a.urn < b.urn ? -1 : 1));
}

function setVariable(name: string, value: string | undefined): void {
  if (value === undefined) Reflect.deleteProperty(process.env, name);
  else process.env[name] = value;
}

/** Node reports a rejection that nobody handles at the end of the turn in which it happened. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((done) => setImmediate(done));
}
