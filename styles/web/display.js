/* How a reader wants the pages: text size and colors, kept on this device alone.
   It runs before the page is drawn, so that nothing jumps; without it the device's own settings
   hold. A browser may refuse to keep things for a page from a folder: then a choice holds for one page. */
(function () {
  "use strict";
  var root = document.documentElement;
  var key = "bookbuild-display";

  function kept() {
    try {
      return JSON.parse(localStorage.getItem(key)) || {};
    } catch (refused) {
      return {};
    }
  }

  function keep(choices) {
    try {
      localStorage.setItem(key, JSON.stringify(choices));
    } catch (refused) {
      /* nothing can be kept here */
    }
  }

  function show(choices) {
    ["size", "colors"].forEach(function (name) {
      if (choices[name]) root.dataset[name] = choices[name];
      else delete root.dataset[name];
    });
  }

  var choices = kept();
  show(choices);

  document.addEventListener("DOMContentLoaded", function () {
    var display = document.querySelector(".display");
    var panel = display.querySelector(".panel");
    document.querySelectorAll(".display, .about-display").forEach(function (part) {
      part.hidden = false;
    });
    ["size", "colors"].forEach(function (name) {
      var wanted = panel.querySelector('[name="' + name + '"][value="' + (choices[name] || "") + '"]');
      if (wanted) wanted.checked = true;
    });
    panel.addEventListener("change", function (event) {
      choices[event.target.name] = event.target.value;
      show(choices);
      keep(choices);
    });
    document.addEventListener("click", function (event) {
      if (!display.contains(event.target)) display.open = false;
    });
    display.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !display.open) return;
      display.open = false;
      display.querySelector("summary").focus();
    });
  });
})();
