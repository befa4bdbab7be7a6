/** Looks at every panel again and again until all show something. */
import { setTimeout as sleep } from "node:timers/promises";
import { type Board, type Panel } from "./board";
import { choose, count, last, otherChoices, type Chosen, type Servers } from "./servers";
import { isWell, type Shown } from "./verdict";

/** Seconds that are looked at: a fresh stack has no more. */
const range = 900;
/** In every so many rounds the panels that are empty at first are looked at with other choices, too. */
const othersEvery = 3;
/** How many panels are asked at once: as many as a browser asks of one server. */
const atOnce = 6;

/**
 * Asks all panels, as they are when a dashboard is opened, and those that are empty then with other choices; those
 * that are not well again every few seconds, until `enough` or until the time is over.
 *
 * @param within seconds
 * @param enough whether what is not well yet is as good as it gets
 */
export async function look(
  servers: Servers,
  boards: readonly Board[],
  within: number,
  enough: (notWell: readonly Shown[]) => Promise<boolean>,
): Promise<readonly Shown[]> {
  const all = boards.flatMap((board) => board.panels.map((panel) => ({ board, panel })));
  const found = new Map<Panel, Shown>();
  const end = Date.now() + within * 1000;
  for (let round = 1; ; round += 1) {
    const open = all.filter(({ panel }) => {
      const shown = found.get(panel);
      return panel.queries.length > 0 && (shown === undefined || !isWell(shown));
    });
    const choices = new Map<Board, readonly Chosen[]>();
    for (const board of new Set(open.map((each) => each.board))) {
      const moment = last(range, servers);
      const first = await choose(servers, board, moment);
      const others = round % othersEvery === 0 ? await otherChoices(servers, board, moment, first) : [];
      choices.set(board, [first, ...others]);
    }
    await inParallel(open, async ({ board, panel }) => {
      for (const chosen of choices.get(board) ?? []) {
        const shown = await ask(servers, board, panel, chosen);
        found.set(panel, shown);
        if (isWell(shown) || shown.errors.length > 0) return;
      }
    });
    const notWell = [...found.values()].filter((each) => !isWell(each));
    if ((await enough(notWell)) || Date.now() > end) return [...found.values()];
    await sleep(5000);
  }
}

async function ask(servers: Servers, board: Board, panel: Panel, chosen: Chosen): Promise<Shown> {
  let series = 0;
  const errors: string[] = [];
  for (const query of panel.queries)
    try {
      series += await count(servers, query, chosen, last(range, servers), panel.width);
    } catch (error) {
      errors.push(`${query.expr}\n      ${error instanceof Error ? error.message : String(error)}`);
    }
  return {
    uid: board.uid,
    panel: panel.title,
    queries: panel.queries.map(({ expr }) => expr),
    series,
    errors,
  };
}

async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const worker = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
