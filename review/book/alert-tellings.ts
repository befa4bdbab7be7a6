import { receiverLink } from "./alert-words";
import { type Contents } from "./contents";
import { type Html, markup } from "./html";
import { type Link } from "./page";
import { pages } from "./places";
import { table } from "./table";

/** Who is told of an alert, and how its notifications are grouped and repeated. */
export function tellings(name: string, { routing, told }: Contents, link: Link): Html {
  if (routing === undefined)
    return markup`<p>This stack has no Alertmanager: whoever takes its rules decides.</p>`;
  const rows = (told.get(name) ?? []).map(({ receiver, groupBy, repeat, muted }) => ({
    cells: [
      receiverLink(receiver, link),
      groupBy.length === 0 ? "nothing" : groupBy.join(", "),
      repeat,
      muted.length === 0 ? "never" : muted.join(", "),
    ],
  }));
  return markup`${table("Receivers of the alert", ["Receiver", "Grouped by", "Repeated after", "Muted"], rows)}
<p class="aside">As the labels of its rule decide; labels of the series can lead elsewhere: <a href="${link(pages.routes)}">routes</a>.</p>`;
}
