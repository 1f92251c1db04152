/* A word that the book explains is explained where it stands. Without this script, or in a browser
   that knows no popovers, its link leads to the list of words. */
(function () {
  "use strict";
  if (!("popover" in HTMLElement.prototype)) return;
  var bubble = null;

  function made() {
    var box = document.createElement("div");
    box.id = "explained";
    box.className = "explained";
    box.popover = "auto";
    box.tabIndex = -1;
    box.setAttribute("role", "dialog");
    box.setAttribute("aria-labelledby", "explained-word");
    box.innerHTML =
      '<p class="word" id="explained-word"></p><p class="meaning"></p>' +
      '<p class="more"><a>All words explained</a></p><button type="button">Close</button>';
    box.querySelector("button").addEventListener("click", function () {
      box.hidePopover();
    });
    document.querySelector("main").appendChild(box);
    return box;
  }

  function place(box, link) {
    var at = link.getClientRects()[0];
    var left = Math.min(at.left, document.documentElement.clientWidth - box.offsetWidth - 16);
    var below = at.bottom + 8;
    var fits = below + box.offsetHeight < window.innerHeight;
    box.style.setProperty("--left", Math.max(left, 16) + "px");
    box.style.setProperty("--top", (fits ? below : Math.max(at.top - 8 - box.offsetHeight, 8)) + "px");
  }

  function explain(link, entry) {
    bubble = bubble || made();
    bubble.querySelector(".word").textContent = entry.textContent;
    bubble.querySelector(".meaning").textContent = entry.nextElementSibling.textContent;
    bubble.querySelector("a").href = link.href;
    bubble.showPopover();
    place(bubble, link);
    bubble.focus();
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a.term");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    var entry = document.getElementById("here-" + link.hash.slice(1));
    if (!entry) return;
    event.preventDefault();
    explain(link, entry);
  });
})();
