/* A page of the web edition follows the text: new words are put in place of the old ones, so that the
   place on the page is kept. When more than its words has changed, it is loaded again. */

import { Findings } from "./findings.js";
import { follow } from "./signals.js";

const loaded = document.querySelector("script[data-page]").dataset;
const findings = window === window.top ? new Findings() : null; /* else the bench tells them */
let latest = 0;

follow((state) => {
  const now = state.shown[loaded.page] ?? { look: "", words: "" };
  if (now.look !== loaded.look) location.reload();
  else if (now.words !== loaded.words) put(now.words, state.number);
  findings?.show(state);
});

async function put(words, number) {
  latest = number;
  const answer = await fetch(location.pathname);
  const next = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (latest !== number) return;
  const bubble = document.getElementById("explained"); /* it knows its page's script */
  if (bubble) next.querySelector("main").append(bubble);
  for (const part of ["main", "footer"]) {
    document.querySelector(part).replaceWith(next.querySelector(part));
  }
  document.title = next.title;
  loaded.words = words;
}
