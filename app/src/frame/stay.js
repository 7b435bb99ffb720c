// Asks before a session of the desk ends, and keeps it by a request. What one tab learns of its end, it tells the others.
const dialog = document.getElementById("stay");
const form = dialog.querySelector("form");
const failed = document.getElementById("stay-failed");
const KEY = "linxuan.session";
let timer;
const ask = () => dialog.open || dialog.showModal();
const wait = left => { clearTimeout(timer); timer = setTimeout(ask, (left - Math.min(120, left / 4)) * 1000); };
const lasts = left => { failed.hidden = true; dialog.close(); wait(left); };
const tell = left => { try { localStorage.removeItem(KEY); localStorage.setItem(KEY, left); } catch { /* a browser that keeps nothing */ } };
addEventListener("storage", event => { if (event.key === KEY && event.newValue) lasts(Number(event.newValue)); });
form.addEventListener("submit", async event => {
  event.preventDefault();
  try {
    const answer = await fetch(form.action, { method: "POST", headers: { accept: "application/json" }, body: new URLSearchParams() });
    if (!answer.ok) throw answer.status;
    const left = await answer.json();
    tell(left);
    lasts(left);
  } catch { failed.hidden = false; }
});
const left = Number(dialog.dataset.left);
tell(left);
wait(left);
