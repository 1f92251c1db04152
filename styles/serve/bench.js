/* The bench: one chapter side by side as web page, as printed pages and in an e-book. It follows the
   text, keeps the place in each column, and follows links from chapter to chapter. */

import { Findings, told } from "./findings.js";
import { follow } from "./signals.js";

const at = (id) => document.getElementById(id);
const chooser = at("chapter");
const web = at("web-page");
const book = at("e-book-page");
const sheets = at("sheets");
const findings = new Findings({ button: false });
const choices = JSON.parse(localStorage.getItem("bookbuild-bench") || "{}");
let state = null;
let chapters = [];

/* What is chosen */

function keep() {
  localStorage.setItem("bookbuild-bench", JSON.stringify(choices));
}

for (const name of ["web", "print", "e-book"]) {
  const box = at(`with-${name}`);
  box.checked = choices[name] ?? true;
  const show = () => {
    at(name).hidden = !box.checked;
    choices[name] = box.checked;
    keep();
  };
  show();
  box.addEventListener("change", () => {
    show();
    update();
  });
}

for (const name of ["printed", "bound"]) {
  const list = at(name);
  if ([...list.options].some((option) => option.value === choices[name])) list.value = choices[name];
  list.addEventListener("change", () => {
    choices[name] = list.value;
    keep();
    update();
  });
}

function chosen() {
  const page = decodeURIComponent(location.hash.slice(1));
  return chapters.find((one) => one.page === page) ?? chapters[0];
}

function choose(page) {
  if (page && page !== chosen()?.page) location.hash = page;
}

function turn(by) {
  const next = chapters[chapters.indexOf(chosen()) + by];
  if (next) choose(next.page);
}

chooser.addEventListener("change", () => choose(chooser.value));
at("before").addEventListener("click", () => turn(-1));
at("after").addEventListener("click", () => turn(1));
at("findings").addEventListener("click", () => findings.open());
window.addEventListener("hashchange", update);

function list(contents) {
  if (JSON.stringify(contents) === JSON.stringify(chapters)) return;
  chapters = contents;
  const groups = { book: "The book", sheets: "Handouts" };
  chooser.replaceChildren(
    ...Object.entries(groups).map(([group, words]) => {
      const made = document.createElement("optgroup");
      made.label = words;
      made.append(
        ...contents.filter((one) => one.group === group).map((one) => new Option(one.name, one.page)),
      );
      return made;
    }),
  );
}

/* The columns */

function update() {
  const chapter = chosen();
  if (!state) return;
  at("before").disabled = chapters.indexOf(chapter) <= 0;
  at("after").disabled = chapters.indexOf(chapter) === chapters.length - 1;
  if (chapter) chooser.value = chapter.page;
  if (at("with-web").checked) showWeb(chapter);
  if (document.hidden) return;
  if (at("with-print").checked) showPrint(chapter);
  if (at("with-e-book").checked) showBook(chapter);
}


document.addEventListener("visibilitychange", update);

/* The page within follows the text by itself; a link may just be leading it elsewhere. */
function showWeb(chapter) {
  const page = chapter ? chapter.page : "index.html";
  const within = web.contentDocument?.querySelector("script[data-page]")?.dataset.page;
  if (within === page || web.dataset.page === page) return;
  web.dataset.page = page;
  web.contentWindow.location.replace(`/web/${page}`);
}

/* A link was followed within the column. */
web.addEventListener("load", () => {
  const page = web.contentDocument?.querySelector("script[data-page]")?.dataset.page;
  if (!page) return;
  web.dataset.page = page;
  if (chapters.some((one) => one.page === page)) choose(page);
});

async function ask(kind, edition, chapter, column) {
  const ticket = (column.ticket = {});
  column.setAttribute("aria-busy", "true");
  const label = encodeURIComponent(chapter?.label ?? "");
  const said = await fetch(`/_serve/${kind}/${edition}?of=${label}`)
    .then((answer) => answer.json())
    .catch(() => ({ none: "The preview does not answer." }));
  if (column.ticket !== ticket) return null;
  column.removeAttribute("aria-busy");
  const note = column.querySelector(".note");
  const found = (said.findings ?? []).map((one) => `${one.place} ${one.code}: ${one.message}`);
  note.textContent = [said.none, ...found].filter(Boolean).join("\n");
  note.hidden = !note.textContent;
  return said.none && !said.file ? { ...said, file: null } : said;
}

async function showPrint(chapter) {
  const said = await ask("print", at("printed").value, chapter, at("print"));
  if (!said) return;
  const choice = `${at("printed").value} ${chapter?.label}`;
  const turned = sheets.dataset.choice !== choice;
  const pages = said.pages ?? [];
  while (sheets.children.length > pages.length) sheets.lastElementChild.remove();
  pages.forEach((address, number) => {
    const item = sheets.children[number] ?? sheets.appendChild(sheet());
    item.querySelector("a").href = address;
    const picture = item.querySelector("img");
    if (picture.getAttribute("src") !== address) picture.src = address;
    picture.alt = `Page ${number + 1}`;
    item.querySelector("span").textContent = number + 1;
  });
  at("file").hidden = !said.file;
  if (said.file) at("file").href = said.file;
  sheets.dataset.choice = choice;
  const first = sheets.firstElementChild;
  if (turned && first) sheets.scrollTop = sheets.children[said.at - 1].offsetTop - first.offsetTop;
}

function sheet() {
  const item = document.createElement("li");
  item.innerHTML = '<a target="_blank"><img loading="lazy" width="1100" height="1424" alt=""></a><span></span>';
  const picture = item.querySelector("img");
  picture.addEventListener("load", () => {
    picture.width = picture.naturalWidth;
    picture.height = picture.naturalHeight;
  });
  return item;
}

async function showBook(chapter) {
  const said = await ask("e-book", at("bound").value, chapter, at("e-book"));
  if (!said) return;
  book.hidden = !said.file;
  if (!said.file) return;
  const again = book.dataset.file === said.file;
  if (again && book.dataset.shown === said.shown) return;
  if (!again) place = 0;
  else if (!loading) place = book.contentWindow.scrollY;
  loading = true;
  Object.assign(book.dataset, { file: said.file, shown: said.shown });
  if (again) book.contentWindow.location.reload();
  else book.contentWindow.location.replace(said.file);
}

/* A second save may come while the first one's page is loading: it has no place of its own yet. */
let loading = false;
let place = 0;
book.addEventListener("load", () => {
  if (place) book.contentWindow.scrollTo(0, place);
  loading = false;
});

/* The text */

follow(
  (next) => {
    state = next;
    list(state.contents);
    const { errors, words } = told(state.findings, state.trouble);
    const button = at("findings");
    button.textContent = words;
    button.disabled = !(state.findings.length || state.trouble);
    button.classList.toggle("error", errors > 0);
    at("standing").textContent = state.current
      ? "Shows the text as it is saved."
      : "Shows the last text that could be understood.";
    findings.show(state);
    update();
  },
  () => {
    at("standing").textContent = "The preview has ended. Start it again: make serve";
  },
);
