// Loads a previewed page again when it is new, and shows what is wrong in the list. No page of a built site has this.
let version;

const panel = document.createElement("aside");
panel.id = "preview-faults";
panel.setAttribute("role", "status");
panel.style.cssText =
  "position:fixed;inset:auto 1rem 1rem;z-index:1000;max-height:40vh;overflow:auto;padding:1rem;" +
  "font:0.9rem/1.5 ui-monospace,monospace;color:#fff;background:#7a1420;border-radius:4px;white-space:pre-wrap";

const show = (faults) => {
  panel.textContent = faults.join("\n");
  if (faults.length) document.body.append(panel);
  else panel.remove();
};

const news = new EventSource("/.preview/events");
news.onmessage = (event) => {
  const told = JSON.parse(event.data);
  if (version !== undefined && told.version !== version) {
    news.close();
    location.reload();
    return;
  }
  version = told.version;
  show(told.faults);
};
