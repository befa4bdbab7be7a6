import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { labelsMade, labelsUsed, promql, selectors, toPromql } from "../../signals/promql";
import { variablesOf, withoutVariables } from "../../signals/variables";

describe("promql", () => {
  it("gives the expression on one line, as it is written", () => {
    expect(promql`
      sum by (job) (
        rate(http_requests_total{path=~"/a\\.b  c"}[5m])
      )`).toBe('sum by (job) ( rate(http_requests_total{path=~"/a\\\\.b  c"}[5m]) )');
  });

  it("names a syntax error's place with a caret under the expression", () => {
    expect(() => promql`sum(rate(x[5m])`).toThrow(
      [
        "PromQL does not parse at the end. Something is missing there or too much:",
        "  sum(rate(x[5m])",
        "                 ^",
      ].join("\n"),
    );
    expect(() => promql`a b`).toThrow("at position 3");
  });

  it.each([
    "",
    "sum(",
    "a b",
    "rate(x[5m]",
    "x{a=}",
    "x{instance=~$instance}",
    "1 +",
    "sum by instance (x)",
    "a)",
  ])("refuses %j", (text) => {
    expect(() => toPromql(text)).toThrow("does not parse");
  });

  it("refuses a comment, which would swallow what follows when it is put into another expression", () => {
    expect(() => promql`up # alive`).toThrow("comment");
    expect(promql`up{a="#"}`).toBe('up{a="#"}');
  });

  it("refuses numbers that PromQL writes in another way", () => {
    expect(() => promql`up > ${Number.NaN}`).toThrow("NaN");
    expect(() => promql`up > ${Infinity}`).toThrow("Infinity");
  });
});

describe("an expression in an expression", () => {
  const sum = promql`a + b`;
  it("gets parentheses where operators meet", () => {
    expect(promql`${sum} / 2`).toBe("(a + b) / 2");
    expect(promql`2 * ${sum}`).toBe("2 * (a + b)");
    expect(promql`1 - ${promql`-a`}`).toBe("1 - (-a)");
    expect(promql`${promql`a or b offset 5m`} > 1`).toBe("(a or b offset 5m) > 1");
    expect(promql`${-1} ^ 2`).toBe("(-1) ^ 2");
  });

  it("gets none where it stands alone", () => {
    expect(promql`${sum}`).toBe("a + b");
    expect(promql`sum(${sum})`).toBe("sum(a + b)");
    expect(promql`clamp_min(${sum}, 0)`).toBe("clamp_min(a + b, 0)");
  });

  it("gets none where it holds together by itself", () => {
    for (const whole of [promql`up`, promql`sum(a)`, promql`(a + b)`, promql`up offset 5m`, promql`2`])
      expect(promql`${whole} / 2`).toBe(`${whole} / 2`);
  });

  it("is text only in strings, selectors and ranges", () => {
    expect(promql`up{job=~"${"a-b"}", ${'x="y"'}}`).toBe('up{job=~"a-b", x="y"}');
    expect(promql`rate(a[${"5m"}])`).toBe("rate(a[5m])");
    expect(promql`sum by (${["job", "instance"]}) (up)`).toBe("sum by (job, instance) (up)");
  });

  it("means the same as the expression in parentheses, however deep", () => {
    const leaf = fc.constantFrom("a", "sum(b)", "2", "rate(c[5m])");
    const operator = fc.constantFrom("+", "-", "*", "/", "^", "and", "or", "unless", ">");
    const nested = fc.letrec<{ expr: readonly [string, string] }>((tie) => ({
      expr: fc.oneof(
        { maxDepth: 4 },
        leaf.map((text) => [text, text] as const),
        fc.tuple(tie("expr"), operator, tie("expr")).map(
          // The same expression twice: made by the template, and with parentheses around each operand.
          ([left, op, right]) =>
            [promql`${left[0]} ${op} ${right[0]}`, `(${left[1]}) ${op} (${right[1]})`] as const,
        ),
      ),
    })).expr;
    fc.assert(
      fc.property(nested, ([made, explicit]) => {
        expect(shape(made)).toBe(shape(explicit));
      }),
    );
  });
});

/** Operands in parentheses everywhere and no parentheses twice: equal shapes have equal trees. */
function shape(expr: string): string {
  const atoms = /^(?:a|sum\(b\)|2|rate\(c\[5m\]\))$/;
  let text = expr.trim();
  while (text.startsWith("(") && closing(text, 0) === text.length - 1) text = text.slice(1, -1);
  if (atoms.test(text)) return text;
  const { left, op, right } = splitTopLevel(text);
  return `[${shape(left)} ${op} ${shape(right)}]`;
}

function closing(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if (text.charAt(at) === "(") depth++;
    if (text.charAt(at) === ")" && --depth === 0) return at;
  }
  return -1;
}

function splitTopLevel(text: string) {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if ("([".includes(text.charAt(at))) depth++;
    if (")]".includes(text.charAt(at))) depth--;
    const op = depth === 0 ? /^ (\+|-|\*|\/|\^|and|or|unless|>) /.exec(text.slice(at))?.[1] : undefined;
    if (op !== undefined) return { left: text.slice(0, at), op, right: text.slice(at + op.length + 2) };
  }
  throw new Error(`no operator in ${text}`);
}

describe("Grafana's variables", () => {
  it.each([
    "rate(a[$__rate_interval])",
    "rate(a[${x}])",
    "rate(a[${__range_s}s])",
    "max_over_time(a[$__range:$__interval])",
    "a offset $shift",
    'a{instance=~"$instance", x=~"${x:regex}"}',
    "a{$filters}",
    'a{job="b", $filters}',
    "sum by ($group) (a)",
    "topk($n, a)",
    "a * $factor",
    "a > $__range_s",
    '${metric}{a="b"}',
    "node_${what}_total",
    "a / on (job, $other) b",
  ])("may stand in %s", (text) => {
    expect(toPromql(text)).toBe(text);
  });

  it("are refused where no value of theirs makes an expression", () => {
    for (const text of ["a{instance=~$instance}", "a $n", "$__unknown + 1"])
      expect(() => toPromql(text)).toThrow("does not parse");
  });

  it("are listed, without Grafana's own and without groups of label_replace", () => {
    const text =
      'label_replace(a{i=~"$instance", x="${x:regex}"}, "b", "$1", "c", "(.*)") * rate(d[$__range])';
    expect(variablesOf(text)).toEqual(["instance", "x"]);
  });

  it("are replaced without moving anything, whatever stands around them", () => {
    const piece = fc.constantFrom(
      "$a",
      "${bc:regex}",
      "[",
      "]",
      "{",
      "}",
      "(",
      ")",
      '"',
      "'",
      "\\",
      "by (",
      " ",
      "x",
      ",",
      "$1",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join("");
        expect(withoutVariables(text)).toHaveLength(text.length);
      }),
    );
  });
});

describe("selectors", () => {
  it("gives metrics with their matchers", () => {
    const expr = promql`sum by (instance) (rate(node_cpu_seconds_total{mode!="idle", job=~"a|b"}[5m])) / on (instance) instance:x:sum`;
    expect(selectors(expr)).toEqual([
      {
        metric: "node_cpu_seconds_total",
        matchers: [
          { label: "mode", op: "!=", value: "idle" },
          { label: "job", op: "=~", value: "a|b" },
        ],
      },
      { metric: "instance:x:sum", matchers: [] },
    ]);
  });

  it("knows names in quotes and in __name__, and selectors without a name", () => {
    expect(selectors(promql`{"my.metric", "my.label"="x"}`)).toEqual([
      { metric: "my.metric", matchers: [{ label: "my.label", op: "=", value: "x" }] },
    ]);
    expect(selectors(promql`{__name__="up", job="a\"b"}`)).toEqual([
      { metric: "up", matchers: [{ label: "job", op: "=", value: 'a"b' }] },
    ]);
    expect(selectors(promql`{job="x"}`)).toEqual([{ matchers: [{ label: "job", op: "=", value: "x" }] }]);
  });
});

describe("labels of an expression", () => {
  it("are those that it groups, joins and copies by", () => {
    const expr = promql`sum by (a) (x) * on (b) group_left (c) sum without (d) (y) unless ignoring (e) z`;
    expect(labelsUsed(expr)).toEqual(["a", "b", "c", "d", "e"]);
  });

  it("are also those that label functions read, apart from those that they make", () => {
    const expr = promql`label_replace(label_join(x, "made", "-", "f", "g"), "other", "$1", "h", "(.*)")`;
    expect(labelsUsed(expr)).toEqual(["f", "g", "h"]);
    expect(labelsMade(expr)).toEqual(["made", "other"]);
    expect(labelsMade(promql`count_values("version", x)`)).toEqual(["version"]);
  });
});
