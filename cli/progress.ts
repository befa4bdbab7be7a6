/**
 * What happens to resources, as it happens: a table that is drawn anew on a terminal, one line per change elsewhere.
 */
import { type EngineEvent } from "@pulumi/pulumi/automation";

/** One resource under way. */
export interface Row {
  readonly name: string;
  readonly type: string;
  /** What is done, in words: "create", "update"… */
  readonly operation: string;
  readonly state: "running" | "done" | "failed";
  readonly startedAt: number;
  readonly endedAt?: number;
}

/** Everything that the engine told so far. */
export interface Told {
  readonly rows: ReadonlyMap<string, Row>;
  /** Error messages, each once. */
  readonly errors: readonly string[];
}

const quietOperations = ["same", "read", "read-replacement", "refresh"];

/** Folds one event into what was told so far. Pure, so that it can be tested without an engine. */
export function tell(told: Told, event: EngineEvent, now: number): Told {
  const before = event.resourcePreEvent?.metadata;
  if (before !== undefined && !quietOperations.includes(before.op)) {
    const row: Row = {
      name: nameOf(before.urn),
      type: typeOf(before.urn),
      operation: before.op,
      state: "running",
      startedAt: now,
    };
    return { ...told, rows: new Map(told.rows).set(before.urn, row) };
  }
  const ended = event.resOutputsEvent?.metadata ?? event.resOpFailedEvent?.metadata;
  if (ended !== undefined) {
    const row = told.rows.get(ended.urn);
    if (row === undefined) return told;
    const state = event.resOpFailedEvent === undefined ? "done" : "failed";
    return { ...told, rows: new Map(told.rows).set(ended.urn, { ...row, state, endedAt: now }) };
  }
  const { severity, message } = event.diagnosticEvent ?? {};
  if (severity === "error" && message !== undefined) return withError(told, message);
  return told;
}

function withError(told: Told, message: string): Told {
  const text = clean(message);
  return text === "" || told.errors.includes(text) ? told : { ...told, errors: [...told.errors, text] };
}

/** The engine's colour marks, and the stack trace that it adds to an error of a provider, say nothing to a reader. */
export function clean(message: string): string {
  const plain = message.replace(/<\{%.*?%\}>/g, "");
  const lines = plain.split("\n").filter((line) => !/^\s+at .+:\d+:\d+\)?$/.test(line));
  return lines
    .join("\n")
    .replace(/^\s*(error: )?(Running program .*failed with an unhandled exception:\s*)?/, "")
    .trim();
}

export function nameOf(urn: string): string {
  return urn.split("::").at(-1) ?? urn;
}

function typeOf(urn: string): string {
  return (urn.split("::")[2] ?? "").split("$").at(-1) ?? "";
}

const signs = { running: "…", done: "✓", failed: "✗" } as const;

/** The line of one resource. */
export function line(row: Row, now: number): string {
  const seconds = Math.round(((row.endedAt ?? now) - row.startedAt) / 1000);
  return `${signs[row.state]} ${row.operation.padEnd(8)} ${row.name.padEnd(24)} ${row.type.padEnd(34)} ${seconds} s`;
}

/** Something that follows the engine's events and shows them. */
export interface Display {
  onEvent(event: EngineEvent): void;
  /** Ends drawing; returns the error messages. */
  end(): readonly string[];
}

/** A live table on a terminal, plain lines elsewhere. */
export function display(
  out: NodeJS.WriteStream = process.stdout,
  env: NodeJS.ProcessEnv = process.env,
): Display {
  return out.isTTY && env["CI"] === undefined ? liveTable(out) : plainLines(out);
}

function plainLines(out: NodeJS.WriteStream): Display {
  let told: Told = { rows: new Map(), errors: [] };
  return {
    onEvent(event) {
      const before = told;
      told = tell(told, event, Date.now());
      for (const [urn, row] of told.rows)
        if (before.rows.get(urn)?.state !== row.state) out.write(`${line(row, Date.now())}\n`);
    },
    end: () => told.errors,
  };
}

function liveTable(out: NodeJS.WriteStream): Display {
  let told: Told = { rows: new Map(), errors: [] };
  let drawn = 0;
  const draw = (): void => {
    const height = Math.max(3, out.rows - 2);
    const lines = [...told.rows.values()]
      .map((row) => line(row, Date.now()).slice(0, out.columns - 1))
      .slice(-height);
    out.write(
      `${drawn === 0 ? "" : `\u001b[${drawn}A`}${lines.map((text) => `\u001b[2K${text}\n`).join("")}`,
    );
    drawn = lines.length;
  };
  const timer = setInterval(draw, 500);
  return {
    onEvent(event) {
      told = tell(told, event, Date.now());
      draw();
    },
    end() {
      clearInterval(timer);
      draw();
      return told.errors;
    },
  };
}
