/* What is wrong with the text, over the page: opened by errors, closed by Escape, its button, or the
   text when it is mended. Its looks are its own, so that no page changes them. */

const LOOKS = `
:host { all: initial }
* { box-sizing: border-box }
dialog { width: min(46rem, 100vw); max-width: none; max-height: min(80vh, 60rem); margin: 2.5rem auto auto; padding: 0; border: 3px solid #17242b; background: #ffffff; color: #17242b; font: 400 17px/1.45 "Atkinson Hyperlegible", Verdana, Arial, sans-serif; overflow: auto; overscroll-behavior: contain }
dialog::backdrop { background: rgb(23 36 43 / 35%) }
.head { position: sticky; top: 0; display: flex; gap: 1rem; align-items: center; justify-content: space-between; padding: .5rem .6rem .5rem 1rem; background: #17242b; color: #ffffff }
h2 { margin: 0; font-size: 1.1rem; line-height: 1.3 }
button { font: 700 1rem/1.2 "Atkinson Hyperlegible", Verdana, Arial, sans-serif; padding: .4rem .8rem; min-height: 2.4rem; border: 1px solid currentColor; border-radius: 0; background: #ffffff; color: #17242b; cursor: pointer }
:focus-visible { outline: 3px solid #0f4654; outline-offset: 2px }
.head :focus-visible { outline-color: #ffffff }
.standing { margin: 0; padding: .7rem 1rem; border-bottom: 1px solid #64737a }
ol { list-style: none; margin: 0; padding: 0 1rem }
li { padding: .8rem 0; border-bottom: 1px solid #64737a }
li:last-child { border-bottom: 0 }
p { margin: 0 0 .3rem }
.place { font-weight: 700; overflow-wrap: anywhere }
.kind { margin-right: .6rem; padding: 0 .4rem; border: 1px solid #17242b; font-weight: 700 }
.error .kind { background: #17242b; color: #ffffff }
code { font: .92em/1.4 ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; background: #e4edee; overflow-wrap: anywhere }
.excerpt { margin: .3rem 0; padding: .3rem .5rem; background: #e4edee; border-left: 4px solid #0f4654; white-space: pre-wrap }
.excerpt mark { background: #f0b43c; color: #17242b }
.hint { padding-left: 1rem }
.more { color: #44535b; font-size: .92em; margin: 0 }
.button { position: fixed; right: 1rem; bottom: 1rem; z-index: 9; border: 3px solid #17242b }
.button.error { background: #17242b; color: #ffffff; border-color: #ffffff }
[hidden] { display: none !important }
@media (max-width: 40rem) { dialog { margin-top: 0; max-height: 92vh } }
@media print { :host { display: none } }
`;

export function told(findings, trouble) {
  const errors = findings.filter((one) => one.severity === "error").length + (trouble ? 1 : 0);
  const warnings = findings.length - errors + (trouble ? 1 : 0);
  const words = [[errors, "error"], [warnings, "warning"]];
  const parts = words.filter(([n]) => n).map(([n, noun]) => `${n} ${noun}${n === 1 ? "" : "s"}`);
  return { errors, words: parts.join(", ") || "No findings" };
}

export class Findings {
  constructor({ button = true } = {}) {
    const host = document.createElement("div");
    host.id = "bookbuild-findings";
    this.root = host.attachShadow({ mode: "open" });
    this.root.append(element("style", {}, LOOKS));
    this.dialog = element("dialog", { "aria-labelledby": "title" });
    this.button = element("button", { type: "button", class: "button", hidden: "" });
    this.button.addEventListener("click", () => this.open());
    this.wantsButton = button;
    this.root.append(this.dialog, this.button);
    this.dialog.addEventListener("close", () => {
      if (!this.mended) keep(this.key);
    });
    document.body.append(host);
  }

  /* Show the findings of a state: by itself when there are errors that nobody has closed yet. */
  show({ findings, trouble, current }) {
    const { errors, words } = told(findings, trouble);
    this.key = JSON.stringify([trouble, findings.filter((one) => one.severity === "error")]);
    this.button.textContent = words;
    this.button.hidden = !this.wantsButton || !(findings.length || trouble);
    this.button.classList.toggle("error", errors > 0);
    this.fill(words, findings, trouble, current, errors);
    if (!errors) {
      keep("");
      this.mended = true;
      this.dialog.close();
    } else if (kept() !== this.key) this.open();
  }

  open() {
    this.mended = false;
    if (!this.dialog.open) this.dialog.showModal();
  }

  fill(words, findings, trouble, current, errors) {
    const close = element("button", { type: "button", autofocus: "" }, "Close");
    close.addEventListener("click", () => this.dialog.close());
    const header = element("div", { class: "head" }, element("h2", { id: "title" }, words), close);
    const standing = !current
      ? "The page shows the last text that could be understood."
      : errors ? "The page shows this text, but it cannot be built." : "This text can be built.";
    const list = element("ol", {}, ...findings.map(entry));
    if (trouble) list.prepend(element("li", { class: "error" }, element("p", {}, trouble)));
    const focused = this.root.activeElement?.localName === "button" && this.dialog.open;
    this.dialog.replaceChildren(header, element("p", { class: "standing" }, standing), list);
    if (focused) close.focus();
  }
}

function entry(one) {
  const kind = element("span", { class: "kind" }, `${one.severity} ${one.code}`);
  const item = element(
    "li",
    { class: one.severity },
    element("p", { class: "place" }, kind, one.place),
    element("p", { class: "message" }, ...quoted(one.message)),
  );
  if (one.excerpt) {
    const [before, meant, after] = one.excerpt;
    const mark = element("mark", {}, meant || " ");
    item.append(element("p", { class: "excerpt" }, element("code", {}, before, mark, after)));
  }
  item.append(...one.hints.map((hint) => element("p", { class: "hint" }, "→ ", ...quoted(hint))));
  const more = element("code", {}, `bookbuild explain ${one.code}`);
  item.append(element("p", { class: "more" }, more, " shows a faulty and a mended example."));
  return item;
}

/* The author's own words stand between backticks. */
function quoted(words) {
  return words.split("`").map((part, at) => (at % 2 ? element("code", {}, part) : part));
}

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/* What was closed stays closed in this tab, until something else is wrong. */

function keep(key) {
  sessionStorage.setItem("bookbuild-closed", key);
}

function kept() {
  return sessionStorage.getItem("bookbuild-closed");
}
