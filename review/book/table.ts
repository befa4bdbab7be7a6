import { type Html, markup, nothing } from "./html";
import { idOf } from "./places";

/** A row of a table; the first cell is its heading. */
export interface Row {
  /** Name by which links find it. @default none */
  readonly id?: string;
  readonly cells: readonly (Html | string | number)[];
}

/** A table that scrolls by itself where the page is narrow; nothing where there are no rows. */
export function table(caption: string, heads: readonly string[], rows: readonly Row[]): Html {
  if (rows.length === 0) return nothing;
  const [first = "", ...rest] = heads;
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table>
<caption>${caption}</caption>
<thead><tr><th scope="col">${first}</th>${rest.map((head) => markup`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>
${rows.map(rowOf)}</tbody>
</table></div>
`;
}

function rowOf({ id, cells: [first = "", ...rest] }: Row): Html {
  const place = id === undefined ? nothing : markup` id="${idOf(id)}"`;
  return markup`<tr${place}><th scope="row">${first}</th>${rest.map((cell) => markup`<td>${cell}</td>`)}</tr>
`;
}

/** Facts by name; those without a value are left out. */
export function facts(all: readonly (readonly [name: string, value: Html | string | undefined])[]): Html {
  return markup`<dl>
${all
  .filter(([, value]) => value !== undefined && value !== "" && value !== nothing)
  .map(
    ([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>
`,
  )}</dl>
`;
}

/** A list of links or words with commas between them; "–" for none. */
export function inLine(all: readonly Html[]): Html {
  if (all.length === 0) return markup`–`;
  return markup`${all.map((each, at) => (at === 0 ? each : markup`, ${each}`))}`;
}
