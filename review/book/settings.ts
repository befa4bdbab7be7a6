import { stringify } from "yaml";
import { type Contents } from "./contents";
import { type Html, markup } from "./html";
import { headingId, markdownText } from "./markdown-text";
import { type Page } from "./page";
import { pages } from "./places";

/** What the file of the stack says, then every setting that there is. */
export function settingsPage(contents: Contents): Page {
  const headings = new Set(settingTitles(contents.settings).map(headingId));
  const all = contents.settings.replace(/^# .*\n/, "").replace(/<!--[\s\S]*?-->\n*/, "");
  const linkTo = (written: string) => {
    if (/^https?:\/\//.test(written)) return written;
    return headings.has(written.replace(/^#/, "")) ? written : undefined;
  };
  const body = (): Html => markup`<h2 id="stack-file">The file of this stack</h2>
<p>Secrets are keys of their own in the file, encrypted; they are not shown here.</p>
<pre tabindex="0">${stringify(contents.written, { lineWidth: 0 })}</pre>
<h2 id="settings">What can be set</h2>
${markdownText(all, { linkTo, anchors: true, lower: 1 })}`;
  return { path: pages.settings, title: "Settings", section: "settings", body };
}

/** Headings of the page of settings, in its order; those of the third level are settings. */
function settingTitles(text: string): readonly string[] {
  return [...text.matchAll(/^#{2,3} (.*)$/gm)].map(([, title = ""]) => title);
}

/** Names of all settings. */
export function settingNames(text: string): readonly string[] {
  return [...text.matchAll(/^### (.*)$/gm)].map(([, title = ""]) => title);
}
