/* Finds words in the book's own index (search-index.js), on this device. Every word that is typed
   must begin a word of a passage; a passage whose title has it comes first. */
(function () {
  "use strict";
  var most = 30;
  var form = document.querySelector("form.search");
  var input = form.querySelector("input");
  var list = document.querySelector(".found");
  var count = document.querySelector(".found-count");

  function folded(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  }

  function words(text) {
    return folded(text).match(/[\p{L}\p{N}]+/gu) || [];
  }

  var passages = searchIndex.passages.map(function (entry) {
    var page = searchIndex.pages[entry[0]];
    var title = entry[2] || page[1];
    return {
      address: page[0] + (entry[1] && "#" + entry[1]), title: title,
      section: entry[2] && page[1], opening: entry[3],
      inTitle: words(title), inText: words(page[1]).concat(entry[4].split(" "))
    };
  });

  function begins(list, start) {
    return list.some(function (word) { return word.startsWith(start); });
  }

  function worth(passage, sought) {
    var sum = 0;
    for (var i = 0; i < sought.length; i += 1) {
      if (passage.inTitle.includes(sought[i])) sum += 8;
      else if (begins(passage.inTitle, sought[i])) sum += 5;
      else if (passage.inText.includes(sought[i])) sum += 2;
      else if (begins(passage.inText, sought[i])) sum += 1;
      else return 0;
    }
    return sum;
  }

  function shown(passage) {
    var item = document.createElement("li");
    var link = item.appendChild(document.createElement("a"));
    link.href = passage.address;
    link.textContent = passage.title;
    [["section", passage.section], ["opening", passage.opening]].forEach(function (part) {
      if (!part[1]) return;
      var line = item.appendChild(document.createElement("p"));
      line.className = part[0];
      line.textContent = part[1];
    });
    return item;
  }

  function search() {
    var sought = words(input.value);
    var found = passages
      .map(function (passage, at) { return { passage: passage, at: at, worth: worth(passage, sought) }; })
      .filter(function (one) { return one.worth > 0; })
      .sort(function (a, b) { return b.worth - a.worth || a.at - b.at; });
    list.replaceChildren.apply(list, found.slice(0, most).map(function (one) { return shown(one.passage); }));
    if (!sought.length) count.textContent = "";
    else if (!found.length) count.textContent = "Nothing found. Try a shorter word.";
    else count.textContent = found.length === 1 ? "1 place" : found.length + " places" +
      (found.length > most ? ", the first " + most + " shown" : "");
  }

  form.hidden = false;
  form.addEventListener("submit", function (event) { event.preventDefault(); search(); });
  input.addEventListener("input", search);
  input.value = new URLSearchParams(location.search).get("q") || "";
  search();
})();
